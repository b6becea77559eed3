"""Writes the description of a model as the script that both simulators run."""

import zlib

_HEAD = '''from brian2 import *

start_scope()
defaultclock.dt = {dt}*ms


def numbers(seed, low, high, size):
    return np.random.RandomState(seed).uniform(low, high, size)


table = TimedArray([[0.0, 0.5, 1.0], [1.0, -0.5, 0.0], [0.3, 1.2, -1.0], [-0.4, 0.6, 0.8]], dt=7.3*ms)
'''


_CONNECT = {'condition': "'{}'", 'j': "j='{}'", 'n': 'n={}'}


def _seed(*parts):
    """Seed of the numbers of one item: it depends on names only, so that leaving out another item does not change them."""
    return zlib.crc32('/'.join(map(str, parts)).encode()) % 100_000


def _value(spec, seed, size):
    if 'text' in spec:
        return spec['text']
    unit = f'*{spec["unit"]}' if 'unit' in spec else ''
    if 'value' in spec:
        return f'{spec["value"]}{unit}'
    low, high = spec['uniform']
    return f'numbers({seed}, {low}, {high}, {size}){unit}'


def _text(lines):
    text = '\n'.join(lines) if isinstance(lines, list) else lines
    return f"'''{text}'''" if '\n' in text else f"'{text}'"


def _block(code):
    if isinstance(code, dict):
        return '{' + ', '.join(f"'{name}': {_text(text)}" for name, text in code.items()) + '}'
    return _text(code)


def _group(group, model):
    name = group['name']
    if group['kind'] == 'generator':
        steps = round(sum(run['duration'] for run in model['runs']) / model['dt'])
        yield f'draws = np.random.RandomState({_seed(model["seed"], name)})'
        yield f'steps, cells = np.nonzero(draws.rand({steps}, {group["n"]}) < {group["rate"]}*{model["dt"]})'
        yield f"{name} = SpikeGeneratorGroup({group['n']}, cells, steps*{model['dt']}*ms, name='{name}')"
        return
    arguments = [str(group['n']), _text(group['equations']), f"threshold='{group['threshold']}'"]
    arguments += [f'reset={_text(group["reset"])}', f"method='{group['method']}'", f"name='{name}'"]
    if group.get('refractory'):
        arguments.append(f'refractory={group["refractory"]}')
    if group.get('dt'):
        arguments.append(f'dt={group["dt"]}*ms')
    yield f'{name} = NeuronGroup({", ".join(arguments)})'
    for variable, spec in group['initial'].items():
        yield f'{name}.{variable} = {_value(spec, _seed(model["seed"], name, variable), group["n"])}'
    if group.get('regularly'):
        code = group['regularly']
        yield f"{name}_often = {name}.run_regularly('{code['code']}', dt={code['dt']}*ms, name='{name}_often')"


def _connect(synapses, sizes, seed):
    connect = synapses['connect']
    if 'pairs' in connect:
        arguments = []
        for index, end in (('i', 'source'), ('j', 'target')):
            draws = f'np.random.RandomState({_seed(seed, synapses["name"], index)})'
            arguments.append(f'{index}={draws}.randint(0, {sizes[synapses[end]]}, {connect["pairs"]})')
        return ', '.join(arguments)
    return ', '.join(_CONNECT[key].format(value) for key, value in connect.items())


def _synapses(synapses, sizes, seed):
    name = synapses['name']
    arguments = [synapses['source'], synapses['target'], _text(synapses['equations'])]
    for key in ('on_pre', 'on_post'):
        if synapses.get(key) is not None:
            arguments.append(f'{key}={_block(synapses[key])}')
    if synapses.get('method'):
        arguments.append(f"method='{synapses['method']}'")
    delay = synapses.get('delay')
    if delay and 'value' in delay:
        arguments.append(f'delay={_value(delay, 0, 0)}')
    yield f"{name} = Synapses({', '.join(arguments)}, name='{name}')"
    yield f'{name}.connect({_connect(synapses, sizes, seed)})'
    if delay and 'value' not in delay:
        yield f'{name}.delay = {_value(delay, _seed(seed, name, "delay"), f"len({name})")}'
    for path, spec in synapses.get('delays', {}).items():
        yield f'{name}.{path}.delay = {_value(spec, _seed(seed, name, path), f"len({name})")}'
    for variable, spec in synapses['initial'].items():
        yield f'{name}.{variable} = {_value(spec, _seed(seed, name, variable), f"len({name})")}'


def _monitor(monitor):
    name, of = monitor['name'], monitor['of']
    if monitor['kind'] == 'rate':
        return f"{name} = PopulationRateMonitor({of}, name='{name}')"
    if monitor['kind'] == 'spikes':
        variables = f', {monitor["variables"]}' if monitor['variables'] else ''
        return f"{name} = SpikeMonitor({of}{variables}, name='{name}')"
    options = f', dt={monitor["dt"]}*ms' if monitor['dt'] else ''
    options += f", when='{monitor['when']}'" if monitor['when'] else ''
    return f"{name} = StateMonitor({of}, {monitor['variables']}, record={monitor['record']}{options}, name='{name}')"


def _results(model):
    entries = []
    for monitor in model['monitors']:
        name = monitor['name']
        if monitor['kind'] == 'spikes':
            entries.append((name, name))
            entries += [(f'{name}_{variable}', f'{name}.{variable}') for variable in monitor['variables']]
        elif monitor['kind'] == 'rate':
            entries += [(f'{name}_rate', f'{name}.rate'), (f'{name}_t', f'{name}.t')]
        else:
            entries.append((f'{name}_t', f'{name}.t'))
            entries += [(f'{name}_{variable}', f'{name}.{variable}') for variable in monitor['variables']]
    for group in model['groups']:
        if group['kind'] == 'neurons':
            entries.append((f'{group["name"]}_v', f'{group["name"]}.v[:]'))
    for synapses in model['synapses']:
        name = synapses['name']
        entries += [(f'{name}_{variable}', f'{name}.{variable}[:]') for variable in ('i', 'j', 'w', 'delay')]
    # Synapses without code at spikes have no delay.
    entries = [entry for entry in entries if not entry[0].endswith('_delay') or _has_one_delay(model, entry[0][:-6])]
    return 'results = {' + ',\n           '.join(f"'{key}': {value}" for key, value in entries) + '}'


def _has_one_delay(model, name):
    return next(synapses for synapses in model['synapses'] if synapses['name'] == name).get('delay') is not None


def script_of(model):
    """The script of a description, as text; it ends with a dictionary `results`."""
    sizes = {item['name']: item['n'] for item in model['groups'] + model['parts']}
    lines = []
    for group in model['groups']:
        lines += _group(group, model)
    lines += [f"{part['name']} = {part['of']}[{part['start']}:{part['stop']}]" for part in model['parts']]
    for synapses in model['synapses']:
        lines += _synapses(synapses, sizes, model['seed'])
    lines += [_monitor(monitor) for monitor in model['monitors']]
    run = 'run'
    if model['explicit_network']:
        names = [item['name'] for item in model['groups'] + model['synapses'] + model['monitors']]
        names += [f'{group["name"]}_often' for group in model['groups'] if group.get('regularly')]
        lines.append(f'net = Network({", ".join(names)})')
        run = 'net.run'
    for number, part in enumerate(model['runs']):
        for change in part['changes']:
            size = f'len({change["of"]})'
            value = _value(change['value'], _seed(model['seed'], number, change['of']), size)
            lines.append(f'{change["of"]}.{change["variable"]} = {value}')
        lines.append(f'{run}({part["duration"]}*ms)')
    return _HEAD.format(dt=model['dt']) + '\n'.join(lines) + '\n' + _results(model) + '\n'
