"""Excitation and inhibition as rates: a point of rest turns into an oscillation when the drive grows (Wilson and Cowan, 1972).

Twenty pairs of an excitatory and an inhibitory population, without spikes, that differ in their drive and are coupled along a chain
(doi:10.1016/S0006-3495(72)86068-5). The parameters are those of the paper's limit cycle. Without spikes there is no threshold:
the state is sampled, and the method is the classical fourth-order one of Runge and Kutta.

    python rate_model.py
"""
from brian2 import *
from example_arguments import read_arguments

arguments = read_arguments(__doc__, 0.4, 'rate_model.png')
defaultclock.dt = 0.1*ms

N = 20
c_ee, c_ei, c_ie, c_ii = 16, 12, 15, 3
slope_e, threshold_e = 1.3, 4
slope_i, threshold_i = 2, 3.7
tau = 8*ms

populations = NeuronGroup(N, '''
    dE/dt = (-E + (k_e - E)*response(c_ee*E - c_ei*I + P + neighbours, slope_e, threshold_e))/tau : 1
    dI/dt = (-I + (k_i - I)*response(c_ie*E - c_ii*I, slope_i, threshold_i))/tau : 1
    k_e = 1 - response_at_zero_e : 1
    k_i = 1 - response_at_zero_i : 1
    response_at_zero_e : 1 (shared, constant)
    response_at_zero_i : 1 (shared, constant)
    P = P_end*clip(t/(50*ms), 0, 1) : 1
    P_end : 1 (constant)
    neighbours : 1'''.replace('response(c_ee*E - c_ei*I + P + neighbours, slope_e, threshold_e)',
                              '(1/(1 + exp(-slope_e*(c_ee*E - c_ei*I + P + neighbours - threshold_e))) - response_at_zero_e)')
                     .replace('response(c_ie*E - c_ii*I, slope_i, threshold_i)',
                              '(1/(1 + exp(-slope_i*(c_ie*E - c_ii*I - threshold_i))) - response_at_zero_i)'),
    method='rk4', name='populations')
populations.response_at_zero_e = 1/(1 + exp(slope_e*threshold_e))
populations.response_at_zero_i = 1/(1 + exp(slope_i*threshold_i))
populations.P_end = 'i*2.0/(N - 1)'

chain = Synapses(populations, populations, 'neighbours_post = 0.5*E_pre : 1 (summed)', name='chain')
chain.connect(j='k for k in range(i - 1, i + 2, 2)', skip_if_invalid=True)

rates = StateMonitor(populations, ['E', 'I'], record=True, dt=0.5*ms)
run(arguments.duration*second)

second_half = rates.E[:, rates.t > arguments.duration*second/2]
swing = second_half.max(axis=1) - second_half.min(axis=1)
print('oscillation of E (peak to peak):', ' '.join(f'{value:.3f}' for value in swing))
print('populations that oscillate:', int(np.sum(swing > 0.05)), 'of', N)

if not arguments.no_plot:
    figure(figsize=(9, 7))
    subplot(211)
    imshow(rates.E, aspect='auto', origin='lower', extent=(0, arguments.duration*1e3, 0, N))
    colorbar(label='E')
    xlabel('time [ms]')
    ylabel('population (the drive grows upwards)')
    for column, population in enumerate((0, N//2, N - 1)):
        subplot(2, 3, 4 + column)
        plot(rates.E[population], rates.I[population], lw=0.8)
        title(f'drive {populations.P_end[population]:.2f}')
        xlabel('E')
        ylabel('I')
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
