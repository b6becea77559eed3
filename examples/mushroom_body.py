"""An insect's mushroom body learns which odours are good (Huerta et al., 2004).

100 projection neurons carry the odours, 800 Kenyon cells answer sparsely to coincidences among them, and two output cells learn by
spike timing, guided by a teacher: the synapses of the right output cell are strengthened, those of the wrong one weakened
(doi:10.1162/089976604774201613). Odours are drawn in advance; the second half of the run tests without teacher or learning.

    python mushroom_body.py --seed 3
"""
from brian2 import *
from example_arguments import read_arguments, write_spikes

arguments = read_arguments(__doc__, 6, 'mushroom_body.png')
random = np.random.RandomState(arguments.seed)
defaultclock.dt = 0.1*ms

N_projection, N_kenyon, N_output = 100, 800, 2
presentation = 100*ms
N_presentations = 2*int(arguments.duration/2/float(presentation))
N_learning = N_presentations//2

# Four odours of two classes: each makes its own twenty projection neurons fire a volley, with a little jitter and some failures.
odours = [random.choice(N_projection, 20, replace=False) for _ in range(4)]
class_of = np.array([0, 1, 0, 1])
order = random.randint(0, 4, N_presentations)
cells, times = [], []
for number, odour in enumerate(order):
    active = odours[odour][random.rand(20) < 0.9]
    cells.append(active)
    times.append(number*float(presentation) + 0.03 + 0.003*random.rand(len(active)))
cells, times = np.concatenate(cells), np.concatenate(times)
steps = np.rint(times/float(defaultclock.dt)).astype(int)
projection = SpikeGeneratorGroup(N_projection, cells, steps*defaultclock.dt, name='projection')

# The teacher makes the right output cell fire 8 ms after the odour, during learning only.
taught = np.arange(N_learning)
teacher = SpikeGeneratorGroup(N_output, class_of[order[taught]], np.round(taught*presentation/ms + 41, 1)*ms, name='teacher')

leaky = '''
dv/dt = (-v + g)/tau_m : 1 (unless refractory)
dg/dt = -g/tau_s : 1
'''
tau_m, tau_s = 10*ms, 3*ms
kenyon = NeuronGroup(N_kenyon, leaky, threshold='v > 1', reset='v = 0', refractory=20*ms, method='exact', name='kenyon')
output = NeuronGroup(N_output, leaky, threshold='v > 1', reset='v = 0', refractory=5*ms, method='exact', name='output')

calyx = Synapses(projection, kenyon, 'w : 1 (constant)', on_pre='g += w', delay=1*ms, name='calyx')
sources, targets = np.nonzero(random.rand(N_projection, N_kenyon) < 0.15)
calyx.connect(i=sources, j=targets)
calyx.w = random.uniform(0.75, 1.15, len(sources))

tau_trace = 20*ms
w_max = 0.5
lobe = Synapses(kenyon, output, '''
    w : 1
    learning : 1 (shared)
    dpre_trace/dt = -pre_trace/tau_trace : 1 (event-driven)''', on_pre='''
    g += w
    pre_trace = 1
    w = clip(w - 0.01*learning, 0, w_max)''', on_post='''
    w = clip(w + 0.06*learning*pre_trace, 0, w_max)''', name='lobe')
lobe.connect()
lobe.w = random.uniform(0.2, 0.4, len(lobe))*w_max
lobe.learning = 1
teaching = Synapses(teacher, output, on_pre='v_post += 2', name='teaching')
teaching.connect(j='i')
rivalry = Synapses(output, output, on_pre='v_post -= 2', name='rivalry')
rivalry.connect(condition='i != j')

kenyon_spikes, output_spikes = SpikeMonitor(kenyon), SpikeMonitor(output)
run(N_learning*presentation)
lobe.learning = 0
run((N_presentations - N_learning)*presentation)

right = answered = 0
for number in range(N_learning, N_presentations):
    inside = (output_spikes.t >= number*presentation) & (output_spikes.t < (number + 1)*presentation)
    votes = np.bincount(np.asarray(output_spikes.i)[inside], minlength=N_output)
    answered += votes.sum() > 0
    right += votes.sum() > 0 and votes.argmax() == class_of[order[number]]
per_odour = kenyon_spikes.num_spikes/N_presentations
print(f'{per_odour:.1f} Kenyon cells fire for an odour, of {N_kenyon}')
print(f'{right} of {answered} answers right, {N_presentations - N_learning} odours tested')
if arguments.spikes:
    write_spikes(arguments.spikes, kenyon=kenyon_spikes, output=output_spikes)

if not arguments.no_plot:
    figure(figsize=(9, 7))
    subplot(211)
    plot(kenyon_spikes.t/ms, kenyon_spikes.i, ',', color='k')
    for cell, colour in enumerate(('tab:red', 'tab:blue')):
        plot(output_spikes.t[output_spikes.i == cell]/ms, [N_kenyon + 40 + 40*cell]*np.sum(output_spikes.i == cell), '|', color=colour)
    axvline(N_learning*presentation/ms, color='tab:green')
    ylabel('Kenyon cell, output cells above')
    xlabel('time [ms]  (green: the teacher leaves)')
    subplot(212)
    hist(lobe.w['j == 0']/w_max, 40, alpha=0.6, color='tab:red', label='onto output 0')
    hist(lobe.w['j == 1']/w_max, 40, alpha=0.6, color='tab:blue', label='onto output 1')
    xlabel('weight / largest')
    legend()
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
