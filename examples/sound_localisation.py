"""Delay lines find where a sound comes from (Jeffress, 1948).

A sound reaches the two ears at slightly different times. Cells that receive both ears through axons of different lengths fire most
where the axons make up for that difference (doi:10.1037/h0061495): the place of the most active cell is the direction. The noise
that is the sound is drawn in advance, so the run is the same in every simulator.

    python sound_localisation.py --seed 3 --duration 1
"""
from brian2 import *
from example_arguments import read_arguments, write_spikes

arguments = read_arguments(__doc__, 1, 'sound_localisation.png')
random = np.random.RandomState(arguments.seed)
defaultclock.dt = 0.02*ms

speed_of_sound, distance = 300*metre/second, 20*cm
largest_delay = distance/speed_of_sound
N_directions = 60
tau_ear, tau_cell = 1*ms, 0.1*ms

# Band-limited noise, and the direction it comes from: a slow sweep from left to right in five steps.
samples = int(round(arguments.duration*second/defaultclock.dt)) + 100
kernel = np.exp(-np.arange(20)*float(defaultclock.dt/(0.1*ms)))
noise = np.convolve(random.randn(samples), kernel)[:samples]
sound = TimedArray(noise/noise.std(), dt=defaultclock.dt)
angles = np.linspace(-np.pi/3, np.pi/3, 5)
direction = TimedArray(angles, dt=arguments.duration*second/len(angles))

# ear 0 is the left one, ear 1 the right one
ears = NeuronGroup(2, '''
    lag = (0.5 + (i - 0.5)*sin(direction(t)))*largest_delay : second
    heard = 5*sound(t - lag)*int(t > lag) : 1
    dx/dt = (heard - x)/tau_ear : 1 (unless refractory)''', threshold='x > 0.35', reset='x = 0', refractory=2.5*ms,
    method='euler', name='ears')

cells = NeuronGroup(N_directions, 'dv/dt = -v/tau_cell : 1', threshold='v > 1', reset='v = 0', method='exact', name='cells')
axons = Synapses(ears, cells, on_pre='v += 0.7', name='axons')
axons.connect()
axons.delay['i == 0'] = '(1.0*j/(N_post - 1))*largest_delay'
axons.delay['i == 1'] = '(1 - 1.0*j/(N_post - 1))*largest_delay'

spikes, ear_spikes = SpikeMonitor(cells), SpikeMonitor(ears)
run(arguments.duration*second)

# The best cell compensates the difference sin(angle)*largest_delay: its place is (1 + sin(angle))/2 along the line.
piece = arguments.duration/len(angles)
for number, angle in enumerate(angles):
    inside = (spikes.t >= number*piece*second) & (spikes.t < (number + 1)*piece*second)
    count = np.bincount(np.asarray(spikes.i)[inside], minlength=N_directions)
    centre = np.sum(count*np.arange(N_directions))/max(count.sum(), 1)
    heard_at = np.degrees(np.arcsin(np.clip(2*centre/(N_directions - 1) - 1, -1, 1)))
    print(f'sound from {np.degrees(angle):6.1f} degrees, heard at {heard_at:6.1f}   ({count.sum()} spikes)')
if arguments.spikes:
    write_spikes(arguments.spikes, ears=ear_spikes, cells=spikes)

if not arguments.no_plot:
    figure(figsize=(9, 5))
    plot(spikes.t/ms, spikes.i, '.', color='k', ms=2)
    for number, angle in enumerate(angles):
        plot([number*piece*1e3, (number + 1)*piece*1e3], [(1 + np.sin(angle))/2*(N_directions - 1)]*2, color='tab:red', lw=3, alpha=0.5)
    xlabel('time [ms]')
    ylabel('cell along the delay line (red: where the sound is)')
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
