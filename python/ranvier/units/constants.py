"""Physical constants, with the values recommended by CODATA in 2014.

Mohr, Newell and Taylor (2016), Rev. Mod. Phys. 88:035009, doi:10.1103/RevModPhys.88.035009
"""

import math

from ranvier.units.allunits import amp, coulomb, farad, gram, joule, kelvin, kilogram, metre, mole, newton

avogadro_constant = 6.022140857e23 / mole
boltzmann_constant = 1.38064852e-23 * joule / kelvin
electric_constant = 8.854187817e-12 * farad / metre
electron_mass = 9.10938356e-31 * kilogram
elementary_charge = 1.6021766208e-19 * coulomb
faraday_constant = 96485.33289 * coulomb / mole
gas_constant = 8.3144598 * joule / mole / kelvin
magnetic_constant = 4e-7 * math.pi * newton / amp / amp
molar_mass_constant = 1.0 * gram / mole
zero_celsius = 273.15 * kelvin
