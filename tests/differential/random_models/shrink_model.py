"""Makes a model that fails smaller, for as long as it fails."""

import copy


def _uses(model, name):
    """Names of the items that cannot be without the item `name`."""
    found = {name}
    while True:
        more = {part['name'] for part in model['parts'] if part['of'] in found}
        more |= {synapses['name'] for synapses in model['synapses'] if {synapses['source'], synapses['target']} & found}
        more |= {monitor['name'] for monitor in model['monitors'] if monitor['of'] in found}
        if more <= found:
            return found
        found |= more


def _without(model, name):
    gone = _uses(model, name)
    smaller = copy.deepcopy(model)
    for key in ('groups', 'parts', 'synapses', 'monitors'):
        smaller[key] = [item for item in smaller[key] if item['name'] not in gone]
    for run in smaller['runs']:
        run['changes'] = [change for change in run['changes'] if change['of'] not in gone]
    return smaller


def _changed(model, change):
    smaller = copy.deepcopy(model)
    change(smaller)
    return smaller


def _fewer_cells(name, n):
    def change(model):
        group = next(group for group in model['groups'] if group['name'] == name)
        group['n'] = n
        for part in model['parts']:
            if part['of'] == name:
                part['stop'] = min(part['stop'], n)
                part['start'] = min(part['start'], part['stop'] - 1)
                part['n'] = part['stop'] - part['start']

    return change


def smaller_models(model):
    """Models with one thing less than `model`, the largest steps first."""
    if len(model['runs']) > 1:
        yield _changed(model, lambda smaller: smaller['runs'].pop())
        yield _changed(model, lambda smaller: smaller['runs'].pop(0))
    for key in ('groups', 'synapses', 'parts', 'monitors'):
        for item in model[key]:
            yield _without(model, item['name'])
    for number, run in enumerate(model['runs']):
        for part in (0.1, 0.5):
            duration = round(run['duration'] * part, 2)
            if duration >= model['dt']:
                yield _changed(model, lambda smaller, n=number, d=duration: smaller['runs'][n].update(duration=d))
        if run['changes']:
            yield _changed(model, lambda smaller, n=number: smaller['runs'][n].update(changes=[]))
    for group in model['groups']:
        for n in sorted({1, group['n'] // 2, group['n'] - 1} - {0, group['n']}):
            yield _changed(model, _fewer_cells(group['name'], n))
    for key, names in (('groups', ('refractory', 'dt', 'regularly')), ('synapses', ('delay', 'delays', 'on_post'))):
        for number, item in enumerate(model[key]):
            for name in names:
                if item.get(name):
                    yield _changed(model, lambda smaller, k=key, n=number, a=name: smaller[k][n].pop(a))
    if model['explicit_network']:
        yield _changed(model, lambda smaller: smaller.update(explicit_network=False))


def shrink(model, fails, most_tries=200):
    """The smallest model found that still fails.

    Parameters
    ----------
    model : dict
        A description for which ``fails(model)`` is true.
    fails : callable
        Says whether a description still shows the failure; a description that cannot be run does not.
    most_tries : int
        How often `fails` may be asked.
    """
    tries = 0
    while True:
        for smaller in smaller_models(model):
            if not smaller['groups'] or tries >= most_tries:
                continue
            tries += 1
            if fails(smaller):
                model = smaller
                break
        else:
            return model
