"""Two populations decide between two stimuli: slow NMDA currents and shared inhibition let one of them win (Wang, 2002).

Cells A and B excite themselves through NMDA receptors, whose gating variables are summed over each population, and suppress each
other through common inhibitory cells (doi:10.1016/S0896-6273(02)01092-9; here a fifth of the size, with the weights scaled up).
A receives the stronger input. The population that wins stays active after the stimuli are gone: it remembers the choice.

    python decision_network.py --seed 3 --duration 2.5
"""
from brian2 import *
from example_arguments import read_arguments, write_spikes

arguments = read_arguments(__doc__, 2.5, 'decision_network.png')
seed(arguments.seed)
defaultclock.dt = 0.1*ms

N_e, N_i, scale = 320, 80, 5                # Wang: 1600 and 400 cells
N_choice = 48                               # cells of A, and of B
strong = 1.7                                # weight inside A and inside B
weak = 1 - N_choice/N_e*(strong - 1)/(1 - N_choice/N_e)   # weight between them: the mean over all stays 1

equations = '''
dv/dt = (g_leak*(-70*mV - v) - I_syn)/C : volt (unless refractory)
I_syn = (g_external*s_external + g_ampa*s_ampa)*v + g_gaba*s_gaba*(v + 70*mV) + g_nmda*s_nmda*v/(1 + exp(-62*v/volt)/3.57) : amp
ds_external/dt = -s_external/(2*ms) : 1
ds_ampa/dt = -s_ampa/(2*ms) : 1
ds_gaba/dt = -s_gaba/(5*ms) : 1
s_nmda : 1
'''
own_nmda = '''
ds/dt = -s/(100*ms) + 0.5/ms*x*(1 - s) : 1
dx/dt = -x/(2*ms) : 1
'''
excitatory = dict(C=0.5*nF, g_leak=25*nS, g_external=2.1*nS, g_ampa=scale*0.05*nS, g_nmda=scale*0.165*nS, g_gaba=scale*1.3*nS)
inhibitory = dict(C=0.2*nF, g_leak=20*nS, g_external=1.62*nS, g_ampa=scale*0.04*nS, g_nmda=scale*0.13*nS, g_gaba=scale*1.0*nS)

E = NeuronGroup(N_e, equations + own_nmda, threshold='v > -50*mV', reset='v = -55*mV; x += 1', refractory=2*ms,
                method='euler', namespace=excitatory, name='excitatory')
I = NeuronGroup(N_i, equations, threshold='v > -50*mV', reset='v = -55*mV', refractory=1*ms,
                method='euler', namespace=inhibitory, name='inhibitory')
E.v, I.v = '-70*mV + rand()*15*mV', '-70*mV + rand()*15*mV'
A, B, rest = E[:N_choice], E[N_choice:2*N_choice], E[2*N_choice:]

# All-to-all synapses, kept cheap: AMPA and GABA as events, NMDA as one sum a step.
weights = 'w = 1 + (strong - 1)*int(i//N_choice == j//N_choice and i < 2*N_choice)' \
          ' + (weak - 1)*int(i//N_choice != j//N_choice and i < 2*N_choice and j < 2*N_choice)'
E_to_E = Synapses(E, E, '''w : 1 (constant)
                           s_nmda_post = w*s_pre : 1 (summed)''', on_pre='s_ampa_post += w', delay=0.5*ms, name='E_to_E')
E_to_E.connect(condition='i != j')
E_to_E.w = weights.removeprefix('w = ')
E_to_I = Synapses(E, I, 's_nmda_post = s_pre : 1 (summed)', on_pre='s_ampa_post += 1', delay=0.5*ms, name='E_to_I')
E_to_I.connect()
I_to_E = Synapses(I, E, on_pre='s_gaba_post += 1', delay=0.5*ms, name='I_to_E')
I_to_E.connect()
I_to_I = Synapses(I, I, on_pre='s_gaba_post += 1', delay=0.5*ms, name='I_to_I')
I_to_I.connect(condition='i != j')

background_e = PoissonInput(E, 's_external', N=1000, rate=2.4*Hz, weight=1)
background_i = PoissonInput(I, 's_external', N=1000, rate=2.4*Hz, weight=1)

# The stimuli: Poisson trains whose rates are redrawn every 50 ms, shown from 0.5 s to 1.5 s.
values = np.random.RandomState(arguments.seed).normal([52, 28], 4, size=(200, 2))
values[:10] = values[30:] = 0
stimulus = TimedArray(np.clip(values, 0, None)*Hz, dt=50*ms)
source_A = PoissonGroup(N_choice, rates='stimulus(t, 0)', name='source_A')
source_B = PoissonGroup(N_choice, rates='stimulus(t, 1)', name='source_B')
to_A = Synapses(source_A, A, on_pre='s_external_post += 1', name='to_A')
to_A.connect(j='i')
to_B = Synapses(source_B, B, on_pre='s_external_post += 1', name='to_B')
to_B.connect(j='i')

rate_A, rate_B = PopulationRateMonitor(A), PopulationRateMonitor(B)
spikes_A, spikes_B, spikes_I = SpikeMonitor(A), SpikeMonitor(B), SpikeMonitor(I)
run(arguments.duration*second)


def mean_rate(monitor, start, end):
    return np.sum((monitor.t >= start) & (monitor.t < end))/monitor.source.N/float(end - start)


for label, start, end in (('before', 0.2*second, 0.5*second), ('stimuli', 1*second, 1.5*second),
                          ('after', 2*second, arguments.duration*second)):
    if end > start:
        print(f'{label:8} A {mean_rate(spikes_A, start, end):6.2f} Hz   B {mean_rate(spikes_B, start, end):6.2f} Hz   '
              f'I {mean_rate(spikes_I, start, end):6.2f} Hz')
if arguments.spikes:
    write_spikes(arguments.spikes, A=spikes_A, B=spikes_B, I=spikes_I)

if not arguments.no_plot:
    figure(figsize=(9, 7))
    subplot(211)
    plot(spikes_A.t/ms, spikes_A.i, ',', color='tab:red')
    plot(spikes_B.t/ms, N_choice + spikes_B.i, ',', color='tab:blue')
    ylabel('cell (A red, B blue)')
    subplot(212)
    plot(rate_A.t/ms, rate_A.smooth_rate(window='flat', width=50*ms)/Hz, color='tab:red', label='A')
    plot(rate_B.t/ms, rate_B.smooth_rate(window='flat', width=50*ms)/Hz, color='tab:blue', label='B')
    axvspan(500, 1500, color='0.93')
    legend()
    xlabel('time [ms]')
    ylabel('rate [Hz]')
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
