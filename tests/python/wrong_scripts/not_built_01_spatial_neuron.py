from brian2 import *

morpho = Soma(30*um)
morpho.axon = Cylinder(length=100*um, diameter=1*um, n=10)
neuron = SpatialNeuron(morphology=morpho, model='Im = 0*amp/meter**2 : amp/meter**2', Cm=1*uF/cm**2, Ri=100*ohm*cm)
run(10*ms)
