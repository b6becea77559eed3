"""Two populations decide between two stimuli: slow NMDA currents and shared inhibition let one of them win (Wang, 2002).

Cells A and B excite themselves through NMDA receptors and suppress each other through common inhibitory cells
(doi:10.1016/S0896-6273(02)01092-9, in its full size). A receives the stronger stimulus. The population that wins stays active after
the stimuli are gone: it remembers the choice. All cells of a population receive the same from all of another one, so its gating
variables are summed once, in a pool, and every cell reads the pools.

    python decision_network.py --seed 3 --duration 2
"""
from brian2 import *
from example_arguments import read_arguments, write_spikes

arguments = read_arguments(__doc__, 2, 'decision_network.png')
seed(arguments.seed)
defaultclock.dt = 0.2*ms

N_e, N_i, N_choice = 1600, 400, 240        # excitatory cells, inhibitory cells, cells of A and of B
w_plus = 1.8                               # weight inside A and inside B
w_minus = 1 - N_choice/N_e*(w_plus - 1)/(1 - N_choice/N_e)   # weight from the others: the mean over all stays 1

# The pools of A, B and the rest, and one of all cells.
pools = NeuronGroup(3, '''nmda : 1
                          dampa/dt = -ampa/(2*ms) : 1''', method='exact', name='pools')
total = NeuronGroup(1, '''nmda : 1
                          dampa/dt = -ampa/(2*ms) : 1
                          dgaba/dt = -gaba/(5*ms) : 1''', method='exact', name='total')

equations = '''
dv/dt = (g_leak*(-70*mV - v) - I_syn)/C : volt (unless refractory)
I_syn = (g_external*external + g_ampa*ampa + g_nmda*nmda/(1 + exp(-62*v/volt)/3.57))*v + g_gaba*gaba*(v + 70*mV) : amp
dexternal/dt = -external/(2*ms) : 1
all_ampa : 1 (linked)
all_nmda : 1 (linked)
gaba : 1 (linked)
'''
of_excitatory_cells = '''
ampa = w_all*all_ampa + w_own*own_ampa : 1
nmda = w_all*all_nmda + w_own*own_nmda : 1
w_all : 1 (constant)
w_own : 1 (constant)
own_ampa : 1 (linked)
own_nmda : 1 (linked)
ds/dt = -s/(100*ms) + 0.5/ms*x*(1 - s) : 1
dx/dt = -x/(2*ms) : 1
'''
of_inhibitory_cells = '''
ampa = all_ampa : 1
nmda = all_nmda : 1
'''
excitatory = {'C': 0.5*nF, 'g_leak': 25*nS, 'g_external': 2.1*nS, 'g_ampa': 0.05*nS, 'g_nmda': 0.165*nS, 'g_gaba': 1.3*nS}
inhibitory = {'C': 0.2*nF, 'g_leak': 20*nS, 'g_external': 1.62*nS, 'g_ampa': 0.04*nS, 'g_nmda': 0.13*nS, 'g_gaba': 1.0*nS}

E = NeuronGroup(N_e, equations + of_excitatory_cells, threshold='v > -50*mV', reset='v = -55*mV; x += 1', refractory=2*ms,
                method='euler', namespace=excitatory, name='excitatory')
I = NeuronGroup(N_i, equations + of_inhibitory_cells, threshold='v > -50*mV', reset='v = -55*mV', refractory=1*ms,
                method='euler', namespace=inhibitory, name='inhibitory')
E.v, I.v = '-70*mV + rand()*15*mV', '-70*mV + rand()*15*mV'
A, B = E[:N_choice], E[N_choice:2*N_choice]
population = np.minimum(np.arange(N_e)//N_choice, 2)          # 0: A, 1: B, 2: the rest
E.w_all = np.where(population < 2, w_minus, 1)
E.w_own = np.where(population < 2, w_plus - w_minus, 0)
E.own_ampa = linked_var(pools, 'ampa', index=population)
E.own_nmda = linked_var(pools, 'nmda', index=population)
for group in (E, I):
    group.all_ampa = linked_var(total, 'ampa')
    group.all_nmda = linked_var(total, 'nmda')
    group.gaba = linked_var(total, 'gaba')

into_pool = Synapses(E, pools, 'nmda_post = s_pre : 1 (summed)', on_pre='ampa_post += 1', delay=0.6*ms, name='into_pool')
into_pool.connect(i=np.arange(N_e), j=population)
into_total = Synapses(E, total, 'nmda_post = s_pre : 1 (summed)', on_pre='ampa_post += 1', delay=0.6*ms, name='into_total')
into_total.connect()
inhibition = Synapses(I, total, on_pre='gaba_post += 1', delay=0.6*ms, name='inhibition')
inhibition.connect()

background_e = PoissonInput(E, 'external', N=1000, rate=2.4*Hz, weight=1)
background_i = PoissonInput(I, 'external', N=1000, rate=2.4*Hz, weight=1)

# The stimuli: Poisson trains whose rates are redrawn every 50 ms, shown from 0.4 s to 1.2 s.
means = np.random.RandomState(arguments.seed).normal([60, 20], 4, size=(40, 2))
means[:8] = means[24:] = 0
stimulus = TimedArray(means*Hz, dt=50*ms)
senses = PoissonGroup(2*N_choice, rates='stimulus(t, i//N_choice)', name='senses')
stimulation = Synapses(senses, E, on_pre='external_post += 1', name='stimulation')
stimulation.connect(j='i')

rate_A, rate_B = PopulationRateMonitor(A), PopulationRateMonitor(B)
spikes_A, spikes_B, spikes_I = SpikeMonitor(A), SpikeMonitor(B), SpikeMonitor(I)
run(arguments.duration*second)


def mean_rate(monitor, start, end):
    return np.sum((monitor.t >= start) & (monitor.t < end))/monitor.source.N/float(end - start)


for label, start, end in (('before', 0.2*second, 0.4*second), ('stimuli', 0.8*second, 1.2*second),
                          ('after', 1.6*second, arguments.duration*second)):
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
    plot(rate_A.t/ms, rate_A.smooth_rate(window='flat', width=51*ms)/Hz, color='tab:red', label='A')
    plot(rate_B.t/ms, rate_B.smooth_rate(window='flat', width=51*ms)/Hz, color='tab:blue', label='B')
    axvspan(400, 1200, color='0.93')
    legend()
    xlabel('time [ms]')
    ylabel('rate [Hz]')
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
