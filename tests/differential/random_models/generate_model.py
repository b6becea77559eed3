"""Random descriptions of small networks: plain dictionaries, from which write_script.py makes a script.

A description depends on its seed alone. Nothing in it is drawn while the network runs, and nothing is undefined: a block
of code does not read what another synapse of the same step may have written.
"""

import random

# equations, method, variable that synapses add to, size of a weight, state variables to record
_CELLS = {
    'leak': (['dv/dt = (drive - v)/({tau}*ms) : 1'], 'exact', 'v', 0.15, ['v']),
    'current': (
        ['dv/dt = (drive + g - v)/({tau}*ms) : 1', 'dg/dt = -g/({tau_g}*ms) : 1'], 'exact', 'g', 0.5, ['v', 'g'],
    ),
    'conductance': (
        ['dv/dt = (drive - v - g*(v - 1.7))/({tau}*ms) : 1', 'dg/dt = -g/({tau_g}*ms) : 1'],
        'exponential_euler', 'g', 0.3, ['v', 'g'],
    ),
    'adaptive': (
        ['dv/dt = (drive - v - a)/({tau}*ms) : 1', 'da/dt = -a/({tau_a}*ms) : 1'], 'rk2', 'v', 0.15, ['v', 'a'],
    ),
    'driven': (['dv/dt = (drive + 0.4*sin(t/({tau_a}*ms)) - v)/({tau}*ms) : 1'], 'rk4', 'v', 0.15, ['v']),
    'subexpression': (
        ['dv/dt = (input - v)/({tau}*ms) : 1', 'input = drive + 0.8*g : 1', 'dg/dt = -g/({tau_g}*ms) : 1'],
        'euler', 'g', 0.5, ['v', 'g', 'input'],
    ),
    'stepwise': (
        ['dv/dt = (input - v)/({tau}*ms) : 1', 'input = drive + 0.2*sin(t/({tau_a}*ms)) : 1 (constant over dt)'],
        'euler', 'v', 0.15, ['v', 'input'],
    ),
    'quadratic': (
        ['dv/dt = (v*(v - 0.6) + 0.4*drive)/({tau}*ms) : 1'], 'euler', 'v', 0.15, ['v'],
    ),
    'tabled': (['dv/dt = (drive + 0.3*table(t, i % 3) - v)/({tau}*ms) : 1'], 'rk2', 'v', 0.15, ['v']),
}  # fmt: skip
_REGENERATIVE = {'quadratic'}


class _Draw(random.Random):
    def chance(self, probability):
        return self.random() < probability

    def size(self, low, high, digits=2):
        return round(self.uniform(low, high), digits)


def _cells(draw, name, features):
    kind = draw.choice(sorted(_CELLS))
    lines, method, target, weight, recorded = _CELLS[kind]
    constants = {'tau': draw.size(4, 15), 'tau_g': draw.size(2, 8), 'tau_a': draw.size(10, 40)}
    lines = [line.format(**constants) for line in lines]
    initial = {'v': {'uniform': [0, 0.9]}, 'drive': {'uniform': [0.9, 1.8]}}
    # A variable that stays at 0 in Ranvier may hold rounding errors in Brian 2 (D5); what starts elsewhere has a scale.
    initial |= {variable: {'uniform': [0.05, 0.2]} for variable in ('g', 'a') if variable in recorded}
    reset = ['v = 0'] if draw.chance(0.6) else [f'v -= {draw.size(0.7, 1.0)}']
    if kind == 'adaptive':
        reset.append('a += 0.1')
    group = {
        'kind': 'neurons', 'name': name, 'n': draw.randint(6, 24), 'threshold': 'v > 1', 'method': method,
        'adds_to': target, 'weight': weight, 'recorded': list(recorded), 'model': kind,
    }  # fmt: skip
    features |= {kind, f'method {method}'}
    refractory = draw.choice([None, None, 'time', 'parameter', 'expression', 'condition'])
    if refractory:
        features.add(f'refractory {refractory}')
        group['refractory'] = {
            'time': f'{draw.size(0.5, 4)}*ms', 'parameter': "'pause'", 'expression': "'(1 + drive)*ms'",
            'condition': "'v > -0.5'" if kind == 'quadratic' else "'v > 0.8'",
        }[refractory]  # fmt: skip
        if refractory == 'parameter':
            lines.append('pause : second')
            initial['pause'] = {'uniform': [0, 3], 'unit': 'ms'}
        if draw.chance(0.7) and refractory != 'condition':
            features.add('unless refractory')
            lines[0] += ' (unless refractory)'
    lines.append('drive : 1 (constant)' if draw.chance(0.3) else 'drive : 1')
    if draw.chance(0.25):
        features.add('own dt')
        group['dt'] = draw.choice([0.2, 0.5])
    if draw.chance(0.25):
        features.add('run_regularly')
        code = draw.choice(['v *= 0.97', 'drive = 0.9 + 0.8*int(drive > 1.3)', 'v += 0.01*i'])
        if 'constant' in lines[-1] and 'drive =' in code:
            code = 'v *= 0.97'
        group['regularly'] = {'code': code, 'dt': draw.choice([1.0, 2.0])}
    return group | {'equations': lines, 'initial': initial, 'reset': reset}


def _generator(draw, name, features):
    features.add('spike generator')
    return {'kind': 'generator', 'name': name, 'n': draw.randint(2, 10), 'rate': draw.size(0.01, 0.05, 3)}


def _connection(draw, source, target, features):
    ways = ['all', 'condition', 'arrays', 'ranges', 'twice']
    if source['n'] <= target['n']:
        ways.append('one to one')
    way = draw.choice(ways)
    features.add(f'connect {way}')
    if way == 'all':
        return {}
    if way == 'condition':
        return {'condition': draw.choice(['i != j', 'i < j + 3', '(i + j) % 3 == 0', 'abs(i - j) < 4'])}
    if way == 'twice':
        return {'condition': draw.choice(['i == j', '(i + 2*j) % 4 == 0']), 'n': 2}
    if way == 'ranges':
        return {'j': draw.choice(['k for k in range(i % 2, N_post, 2)', 'k for k in range(N_post) if k != i'])}
    if way == 'one to one':
        return {'j': 'i'}
    return {'pairs': draw.randint(3, 40)}


def _synapses(draw, name, source, target, features):
    adds_to, size = target['adds_to'], target['weight']
    synapses = {
        'name': name, 'source': source['name'], 'target': target['name'], 'equations': ['w : 1'], 'on_post': None,
        'on_pre': f'{adds_to}_post += w', 'initial': {'w': {'uniform': [round(-0.5*size, 3), size]}},
        'connect': _connection(draw, source, target, features), 'recorded': ['w'],
    }  # fmt: skip
    kinds = ['weights', 'weights', 'stdp', 'depression', 'counter', 'summed', 'clock-driven', 'paths']
    kind = draw.choice(kinds if source['kind'] == 'neurons' else [kind for kind in kinds if kind != 'summed'])
    features.add(f'synapses {kind}')
    if kind == 'stdp':
        synapses['equations'] += [
            f'dA/dt = -A/({draw.size(5, 20)}*ms) : 1 (event-driven)', f'dB/dt = -B/({draw.size(5, 20)}*ms) : 1 (event-driven)',
        ]  # fmt: skip
        synapses['on_pre'] += f'\nA += 0.1\nw = clip(w - 0.3*B, -1, {size})'
        synapses['on_post'] = f'B += 0.1\nw = clip(w + 0.3*A, -1, {size})'
        synapses['recorded'] += ['A', 'B']
    elif kind == 'depression':
        synapses['equations'].append(f'dx/dt = (1 - x)/({draw.size(20, 80)}*ms) : 1 (event-driven)')
        synapses['on_pre'] = f'{adds_to}_post += w*x\nx *= 0.7'
        synapses['initial']['x'] = {'value': 1}
        synapses['recorded'].append('x')
    elif kind == 'counter':
        synapses['equations'].append('count : 1')
        synapses['on_pre'] += '\nstep = 1 + 0.5*(i == j)\ncount += step'
        synapses['recorded'].append('count')
    elif kind in ('summed', 'clock-driven'):
        total = f'total_{name}'
        target['equations'].append(f'{total} : 1')
        target['equations'][0] = target['equations'][0].replace('(', f'(0.2*{total} + ', 1)
        target['recorded'].append(total)
        if kind == 'summed':
            synapses['equations'].append(f'{total}_post = w*v_pre : 1 (summed)')
            synapses['on_pre'] = None
        else:
            synapses['equations'] += [
                f'ds/dt = -s/({draw.size(3, 12)}*ms) : 1 (clock-driven)', f'{total}_post = s : 1 (summed)',
            ]  # fmt: skip
            synapses['on_pre'], synapses['method'] = 's += w', 'exact'
            synapses['recorded'].append('s')
    elif kind == 'paths':
        synapses['equations'].append('late : 1')
        synapses['on_pre'] = {'first': f'{adds_to}_post += w', 'second': f'late += 1\n{adds_to}_post -= 0.3*w'}
        synapses['recorded'].append('late')
        synapses['delays'] = {'second': {'uniform': [0.5, 3], 'unit': 'ms'}}
    if synapses['on_pre'] is not None and kind != 'paths':
        delay = draw.choice([None, 'one', 'each', 'text'])
        if delay:
            features.add(f'delay {delay}')
            synapses['delay'] = {
                'one': {'value': draw.size(0.1, 4), 'unit': 'ms'}, 'each': {'uniform': [0, 4], 'unit': 'ms'},
                'text': {'text': "'(0.313 + 0.17*i + 0.05*j)*ms'"},
            }[delay]  # fmt: skip
    return synapses


def _part_of(draw, group, name, features):
    start = draw.randint(0, group['n'] // 2)
    stop = draw.randint(start + 3, group['n'])
    features.add('subgroup')
    return group | {'name': name, 'n': stop - start, 'of': group['name'], 'start': start, 'stop': stop}


def _monitors(draw, groups, parts, synapses, features):
    monitors = []
    for group in groups + parts:
        if group['kind'] == 'neurons' or draw.chance(0.3):
            extra = ['v'] if group['kind'] == 'neurons' and draw.chance(0.3) else []
            if extra:
                features.add('spike monitor variables')
            monitors.append({'kind': 'spikes', 'of': group['name'], 'variables': extra})
        if draw.chance(0.2):
            features.add('population rate')
            monitors.append({'kind': 'rate', 'of': group['name']})
    for item in groups + synapses:
        if item.get('recorded'):
            monitor = {'kind': 'states', 'of': item['name'], 'variables': item['recorded']}
            if 'kind' in item and draw.chance(0.3):
                monitor |= {'dt': None, 'record': '[0]'}
            else:
                every = f'len({item["name"]})//12 + 1'
                monitor |= {'dt': 1.0 if 'kind' in item else 4.0, 'record': f'range(0, len({item["name"]}), {every})'}
            monitor['when'] = draw.choice([None, None, 'end', 'before_synapses', 'after_resets'])
            features.add('state monitor' + (' with when' if monitor['when'] else ''))
            monitors.append(monitor)
    return [{'name': f'{monitor["kind"]}_{number}', **monitor} for number, monitor in enumerate(monitors)]


def _runs(draw, groups, synapses, features):
    runs = [{'duration': draw.choice([50, 60, 70]), 'changes': []}]
    if not draw.chance(0.4):
        return runs
    features.add('several runs')
    for _ in range(draw.randint(1, 2)):
        changes = []
        for item in draw.sample(groups + synapses, 1):
            if item.get('kind') == 'neurons':
                changes.append({'of': item['name'], 'variable': 'v', 'value': {'uniform': [0, 0.5]}})
            elif 'kind' not in item:
                changes.append({'of': item['name'], 'variable': 'w', 'value': {'uniform': [0, 0.1]}})
        runs.append({'duration': draw.choice([20, 30.04, 29.96]), 'changes': changes})
    return runs


def random_model(seed):
    """Description of a random network.

    Parameters
    ----------
    seed : int
        Names the model: the same seed gives the same description.

    Returns
    -------
    dict
        Holds numbers, texts, lists and dictionaries only, so that JSON can store it.
    """
    draw = _Draw(seed)
    features = set()
    names = draw.sample(['ants', 'bees', 'cats', 'dogs', 'elks'], 4)
    groups = [_cells(draw, name, features) for name in names[: draw.randint(1, 3)]]
    if draw.chance(0.6):
        groups.append(_generator(draw, names[3], features))
    neurons = [group for group in groups if group['kind'] == 'neurons']
    parts = []
    if draw.chance(0.35):
        parts.append(_part_of(draw, draw.choice(neurons), 'part_0', features))
    synapses = []
    for number in range(draw.choice([0, 1, 1, 2, 2, 3, 3])):
        source = draw.choice(groups + parts)
        target = draw.choice(neurons + [part for part in parts if part['kind'] == 'neurons'])
        whole = next(group for group in groups if group['name'] == target.get('of', target['name']))
        shown = whole | {key: target[key] for key in ('name', 'n')}
        synapses.append(_synapses(draw, f'{draw.choice("pqr")}_{number}', source, shown, features))
    return {
        'seed': seed, 'dt': draw.choice([0.1, 0.1, 0.05, 0.2]), 'groups': groups, 'parts': parts, 'synapses': synapses,
        'monitors': _monitors(draw, groups, parts, synapses, features), 'runs': _runs(draw, groups, synapses, features),
        'explicit_network': draw.chance(0.5), 'regenerative': any(group['model'] in _REGENERATIVE for group in neurons),
        'features': sorted(features),
    }  # fmt: skip
