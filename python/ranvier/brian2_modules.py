"""The modules of Brian 2 that are made of names here, each with the names that it defines or exports.

A name of the star import is that one. Others are defined in the modules that DEFINED lists, or they are parts of Brian 2
that work in another way in Ranvier: such a name can be imported, and its use raises an error that says so.
"""

from ranvier.unavailable import Unavailable

MODULES = {
    "codegen": "CythonCodeObject NumpyCodeObject",
    "codegen._prefs": "",
    "codegen.codeobject": "CodeObject check_compiler_kwds constant_or_scalar create_runner_codeobj",
    "codegen.cpp_prefs": "C99Check compiler_supports_c99 get_compiler_and_args get_msvc_env has_flag",
    "codegen.generators": "",
    "codegen.generators.GSL_generator":
        "GSLCPPCodeGenerator GSLCodeGenerator GSLCythonCodeGenerator valid_gsl_dir",
    "codegen.generators.base": "CodeGenerator",
    "codegen.generators.cpp_generator": "CPPCodeGenerator c_data_type",
    "codegen.generators.cython_generator":
        "CythonCodeGenerator CythonNodeRenderer get_cpp_dtype get_numpy_dtype",
    "codegen.generators.numpy_generator":
        "NumpyCodeGenerator VectorisationError ceil_func clip_func floor_func int_func poisson_func rand_func "
        "randn_func",
    "codegen.get_cpu_flags": "",
    "codegen.optimisation":
        "ArithmeticSimplifier Simplifier cancel_identical_terms collect collect_commutative evaluate_expr "
        "expression_complexity optimise_statements reduced_node",
    "codegen.permutation_analysis": "OrderDependenceError check_for_order_independence",
    "codegen.runtime": "",
    "codegen.runtime.GSLcython_rt": "",
    "codegen.runtime.GSLcython_rt.GSLcython_rt": "GSLCompileError GSLCythonCodeObject IntegrationError",
    "codegen.runtime.cython_rt": "",
    "codegen.runtime.cython_rt.cython_rt": "CythonCodeObject",
    "codegen.runtime.cython_rt.extension_manager":
        "CythonExtensionManager cython_extension_manager get_cython_cache_dir get_cython_extensions "
        "simplify_path_env_var",
    "codegen.runtime.numpy_rt": "",
    "codegen.runtime.numpy_rt.numpy_rt": "LazyArange NumpyCodeObject",
    "codegen.statements": "Statement",
    "codegen.targets": "codegen_targets",
    "codegen.templates":
        "CodeObjectTemplate LazyTemplateLoader MultiTemplate Templater autoindent autoindent_postfilter "
        "variables_to_array_names",
    "codegen.translation":
        "LineInfo analyse_identifiers get_identifiers_recursively is_scalar_expression make_statements",
    "core": "",
    "core.base":
        "BrianObject BrianObjectException brian_object_exception device_override weakproxy_with_fallback",
    "core.clocks": "BaseClock Clock DefaultClockProxy EventClock check_dt defaultclock",
    "core.core_preferences": "default_float_dtype_validator dtype_repr",
    "core.functions":
        "DEFAULT_FUNCTIONS Function FunctionImplementation FunctionImplementationContainer SymbolicConstant "
        "declare_types exprel implementation timestep",
    "core.magic":
        "MagicError MagicNetwork collect get_objects_in_namespace magic_network restore run start_scope stop "
        "store",
    "core.names": "Nameable find_name",
    "core.namespace": "DEFAULT_CONSTANTS DEFAULT_FUNCTIONS DEFAULT_UNITS get_local_namespace",
    "core.network":
        "Network ProfilingSummary SchedulingSummary TextReport profiling_summary schedule_propagation_offset "
        "scheduling_summary",
    "core.operations": "NetworkOperation network_operation",
    "core.preferences": "BrianGlobalPreferences BrianGlobalPreferencesView BrianPreference DefaultValidator "
        "ErrorRaiser PreferenceError brian_prefs check_preference_name parse_preference_name prefs",
    "core.spikesource": "SpikeSource",
    "core.tracking": "InstanceFollower InstanceTrackerSet Trackable",
    "core.variables":
        "ArrayVariable AuxiliaryVariable Constant DynamicArrayVariable LinkedVariable Subexpression Variable "
        "VariableView Variables get_dtype get_dtype_str linked_var variables_by_owner",
    "devices": "all_devices device get_device seed set_device",
    "devices.cpp_standalone": "",
    "devices.cpp_standalone.GSLcodeobject": "GSLCPPStandaloneCodeObject",
    "devices.cpp_standalone.codeobject": "CPPStandaloneCodeObject generate_rand_code openmp_pragma",
    "devices.cpp_standalone.device":
        "CPPStandaloneDevice CPPWriter RunFunctionContext cpp_standalone_device invert_dict",
    "devices.device":
        "CurrentDeviceProxy Device Dummy RuntimeDevice active_device all_devices auto_target device get_device "
        "reinit_and_delete reinit_devices reset_device runtime_device seed set_device",
    "equations": "Equations Expression Statements",
    "equations.codestrings": "CodeString Expression Statements is_constant_over_dt",
    "equations.equations":
        "EquationError Equations SingleEquation check_identifier_basic check_identifier_constants "
        "check_identifier_functions check_identifier_reserved check_identifier_units check_subexpressions "
        "dimensions_and_type_from_string extract_constant_subexpressions is_stateful parse_string_equations",
    "equations.refractory": "add_refractoriness check_identifier_refractory",
    "equations.unitcheck": "check_dimensions check_units_statements",
    "groups": "CodeRunner Group NeuronGroup Subgroup VariableOwner",
    "groups.group": "CodeRunner Group IndexWrapper Indexing VariableOwner get_dtype",
    "groups.neurongroup":
        "NeuronGroup Resetter StateUpdater SubexpressionUpdater Thresholder check_identifier_pre_post "
        "to_start_stop",
    "groups.subgroup": "Subgroup",
    "importexport": "ImportExport",
    "importexport.dictlike": "DictImportExport PandasImportExport",
    "importexport.importexport": "ImportExport",
    "input": "BinomialFunction PoissonGroup PoissonInput SpikeGeneratorGroup TimedArray",
    "input.binomial": "BinomialFunction",
    "input.poissongroup": "PoissonGroup",
    "input.poissoninput": "PoissonInput",
    "input.spikegeneratorgroup": "SpikeGeneratorGroup",
    "input.timedarray": "TimedArray",
    "memory": "",
    "memory.dynamicarray": "DynamicArray DynamicArray1D getslices",
    "monitors": "EventMonitor PopulationRateMonitor SpikeMonitor StateMonitor",
    "monitors.ratemonitor": "PopulationRateMonitor",
    "monitors.spikemonitor": "EventMonitor SpikeMonitor",
    "monitors.statemonitor": "StateMonitor StateMonitorView",
    "parsing": "",
    "parsing.bast":
        "BrianASTRenderer brian_ast brian_dtype_from_dtype brian_dtype_from_value dtype_hierarchy is_boolean "
        "is_boolean_dtype is_float is_float_dtype is_integer is_integer_dtype",
    "parsing.dependencies": "abstract_code_dependencies get_read_write_funcs",
    "parsing.expressions": "is_boolean_expression parse_expression_dimensions",
    "parsing.functions":
        "AbstractCodeFunction FunctionRewriter VarRewriter abstract_code_from_function "
        "extract_abstract_code_functions substitute_abstract_code_functions",
    "parsing.rendering": "CPPNodeRenderer NodeRenderer NumpyNodeRenderer SympyNodeRenderer",
    "parsing.statements": "parse_statement",
    "parsing.sympytools":
        "CustomSympyPrinter PRINTER check_expression_for_multiple_stateful_functions expression_complexity "
        "str_to_sympy sympy_to_str",
    "random": "",
    "spatialneuron": "Cylinder Morphology Section Soma SpatialNeuron",
    "spatialneuron.morphology":
        "Children Cylinder Morphology MorphologyIndexWrapper Node Section Soma SubMorphology Topology",
    "spatialneuron.spatialneuron": "FlatMorphology SpatialNeuron SpatialStateUpdater SpatialSubgroup",
    "stateupdaters":
        "ExplicitStateUpdater StateUpdateMethod euler exact exponential_euler gsl_rk2 gsl_rk4 gsl_rk8pd gsl_rkck "
        "gsl_rkf45 heun independent linear milstein rk2 rk4",
    "stateupdaters.GSL": "GSLContainer GSLStateUpdater gsl_rk2 gsl_rk4 gsl_rk8pd gsl_rkck gsl_rkf45",
    "stateupdaters.base": "StateUpdateMethod UnsupportedEquationsException extract_method_options",
    "stateupdaters.exact":
        "IndependentStateUpdater LinearStateUpdater exact get_linear_system independent linear",
    "stateupdaters.explicit":
        "ExplicitStateUpdater diagonal_noise euler heun milstein rk2 rk4 split_expression",
    "stateupdaters.exponential_euler":
        "ExponentialEulerStateUpdater exponential_euler get_conditionally_linear_system",
    "synapses": "Synapses",
    "synapses.cythonspikequeue": "SpikeQueue",
    "synapses.parse_synaptic_generator_syntax": "handle_range handle_sample parse_synapse_generator",
    "synapses.spikequeue": "SpikeQueue",
    "synapses.synapses":
        "StateUpdater SummedVariableUpdater Synapses SynapticIndexing SynapticPathway SynapticSubgroup "
        "find_synapses slice_to_test",
    "tests": "",
    "units.unitsafefunctions": "wrap_function_to_method",
    "utils": "BrianLogger get_logger std_silent",
    "utils.arrays": "calc_repeats",
    "utils.caching": "CacheKey cached",
    "utils.environment": "running_from_ipython",
    "utils.filelock": "BaseFileLock FileLock SoftFileLock Timeout UnixFileLock WindowsFileLock logger",
    "utils.filetools": "copy_directory ensure_directory ensure_directory_of_file in_directory",
    "utils.logger": "BrianLogger HierarchyFilter LogCapture NameFilter RemoveBrian2Filter brian_excepthook "
        "catch_logs clean_up_logging get_logger log_level_validator std_silent",
    "utils.stringtools":
        "SpellChecker code_representation deindent get_identifiers indent replace "
        "strip_empty_leading_and_trailing_lines strip_empty_lines stripped_deindented_lines word_substitute",
    "utils.topsort": "topsort",
}  # fmt: skip

# (module of Brian 2, name): module of Ranvier that defines it
DEFINED = {
    ("codegen.optimisation", "collect"): None,  # not the function of that name in the star import
    ("codegen.cpp_prefs", "compiler_supports_c99"): "ranvier.code_targets",
    ("core.functions", "FunctionImplementation"): "ranvier.function_implementations",
    ("core.functions", "FunctionImplementationContainer"): "ranvier.function_implementations",
    ("core.functions", "exprel"): "ranvier.units.functions",
    ("core.functions", "timestep"): "ranvier.functions",
    ("core.clocks", "BaseClock"): "ranvier.clocks",
    ("core.network", "ProfilingSummary"): "ranvier.summaries",
    ("core.network", "schedule_propagation_offset"): "ranvier.network",
    ("core.network", "SchedulingSummary"): "ranvier.summaries",
    ("core.variables", "Constant"): "ranvier.variables",
    ("core.variables", "Variable"): "ranvier.variables",
    ("core.variables", "Variables"): "ranvier.variables",
    ("core.variables", "VariableView"): "ranvier.variable_view",
    ("devices.cpp_standalone", "cpp_standalone_device"): "ranvier.device_choice",
    ("devices.cpp_standalone.device", "CPPStandaloneDevice"): "ranvier.device_choice",
    ("devices.cpp_standalone.device", "cpp_standalone_device"): "ranvier.device_choice",
    ("devices.device", "CurrentDeviceProxy"): "ranvier.device_choice",
    ("devices.device", "Device"): "ranvier.device_choice",
    ("devices.device", "Dummy"): "ranvier.device_choice",
    ("devices.device", "RANDOM_BUFFER_SIZE"): "ranvier.device_kinds",
    ("devices.device", "RuntimeDevice"): "ranvier.device_choice",
    ("devices.device", "active_device"): "ranvier.device_choice",
    ("devices.device", "reset_device"): "ranvier.device_choice",
    ("devices.device", "runtime_device"): "ranvier.device_choice",
    ("equations.equations", "EquationError"): "ranvier.errors",
    **{
        ("equations.equations", name): "ranvier.single_equation"
        for name in (
            "SingleEquation",
            "DIFFERENTIAL_EQUATION",
            "SUBEXPRESSION",
            "PARAMETER",
            "FLOAT",
            "INTEGER",
            "BOOLEAN",
        )
    },
    ("stateupdaters.base", "UnsupportedEquationsException"): "ranvier.errors",
    ("synapses.synapses", "SynapticPathway"): "ranvier.synapses",
    **{("utils.arrays", name): "ranvier.text_tools" for name in ["calc_repeats"]},
    **{("utils.caching", name): "ranvier.text_tools" for name in ["cached"]},
    **{("utils.environment", name): "ranvier.text_tools" for name in ["running_from_ipython"]},
    **{("utils.filetools", name): "ranvier.text_tools" for name in MODULES["utils.filetools"].split()},
    **{("utils.stringtools", name): "ranvier.text_tools" for name in MODULES["utils.stringtools"].split()},
    **{("utils.topsort", name): "ranvier.text_tools" for name in ["topsort"]},
}

# What to do instead, by the first part of the module's name.
_INSTEAD = {
    "codegen": "Ranvier makes machine code from a model itself; there are no templates, targets and code objects",
    "core": "use the public methods of the groups, monitors and of Network",
    "devices": "there is one engine, which runs in the process",
    "equations": "Ranvier reads equations itself; Equations and its methods are there",
    "groups": "use the public methods of NeuronGroup and Synapses",
    "importexport": "use get_states and set_states with plain dictionaries",
    "memory": "arrays are kept by the compiled part of Ranvier",
    "parsing": "Ranvier reads expressions itself, without sympy",
    "spatialneuron": "see the entry of SpatialNeuron in docs/compatibility.md",
    "stateupdaters": "choose one of the built-in methods by its name",
    "synapses": "use the public methods of Synapses",
    "tests": "",
    "units.unitsafefunctions": "wrap_function_to_method",
    "utils": "it serves Brian 2's own code",
}


def without_counterpart(module, name):
    """The stand-in for a name of Brian 2's module that Ranvier has no counterpart of."""
    instead = _INSTEAD.get(module.partition(".")[0], "use what the star import brings")
    return Unavailable(name, NotImplementedError, f"Ranvier has no counterpart of {name} in brian2.{module}: {instead}")


def stand_in(module, name, own_module):
    """What a module of Ranvier that is whole gives for a name that Brian 2's `module` has and it has not.

    Raises
    ------
    AttributeError
        If Brian 2's module has no such name.
    """
    if name in MODULES[module].split():
        return without_counterpart(module, name)
    raise AttributeError(f"module {own_module!r} has no attribute {name!r}")
