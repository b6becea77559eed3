#pragma once

/// The version of Ranvier; the build and the Python package read it from here.
#define RANVIER_VERSION "0.1.0"
