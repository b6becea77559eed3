// What users read when their model is wrong: whole texts, one golden file for each mistake.
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <support/golden.hpp>

#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/equations/equations.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations::diagnostics_test {
namespace {

/// Variables of a group as a model's text declares them; `t`, `dt`, `i` and `N` are there without
/// being declared.
NameTable names_of(const Equations& equations) {
  NameTable names;
  names["t"] = {NameInfo::Kind::variable, units::second_dimension, ValueType::real, true, true, {}};
  names["dt"] = names["t"];
  names["i"] = {
      NameInfo::Kind::variable, units::dimensionless, ValueType::integer, false, true, {}};
  names["N"] = {NameInfo::Kind::variable, units::dimensionless, ValueType::integer, true, true, {}};
  for (const auto& equation : equations.all()) {
    names[equation.name] = {NameInfo::Kind::variable,
                            equation.dimension,
                            equation.type,
                            equation.has_flag("shared"),
                            equation.kind == EquationKind::subexpression,
                            {}};
  }
  return names;
}

/// The setting "constants" declares constants from outside in the form of a model's text, separated
/// by `;`.
void add_constants(NameTable& names, std::string declarations) {
  std::replace(declarations.begin(), declarations.end(), ';', '\n');
  const Equations constants(declarations);
  for (const auto& constant : constants.all()) {
    names[constant.name] = {
        NameInfo::Kind::external, constant.dimension, constant.type, true, true, {}};
  }
}

/// Everything that is found wrong with the input of a golden file.
std::string problems_of(const tests::GoldenFile& golden) {
  const auto setting = [&golden](const std::string& key) {
    const auto found = golden.settings.find(key);
    return found == golden.settings.end() ? "" : found->second;
  };
  const auto what = setting("text");
  const auto where = setting("where");
  std::vector<Diagnostic> diagnostics;
  try {
    std::string variables = setting("variables");
    std::replace(variables.begin(), variables.end(), ';', '\n');
    auto names =
        names_of(what == "equations" ? Equations(golden.input, where) : Equations(variables));
    add_constants(names, setting("constants"));
    if (what == "equations") {
      const Equations equations(golden.input, where);
      equations.check_flags(
          where.starts_with("Synapses") ? Context::synapses : Context::neuron_group, where);
      check_equations(equations, names, where, diagnostics);
    } else if (what == "condition") {
      check_condition(parse_expression(golden.input, where), names, golden.input, where,
                      diagnostics);
    } else if (what == "statements") {
      check_statements(parse_statements(golden.input, where), names, where, diagnostics);
    } else {
      return "unknown kind of text: " + what;
    }
  } catch (const ModelError& error) {
    return error.what();
  }
  return render(diagnostics);
}

class DiagnosticText : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(DiagnosticText, IsAsInTheGoldenFile) {
  const auto golden = tests::read_golden(GetParam());
  const auto actual = problems_of(golden);
  tests::update_golden(golden, actual);
  EXPECT_EQ(actual, golden.expected);
}

INSTANTIATE_TEST_SUITE_P(Golden, DiagnosticText,
                         testing::ValuesIn(tests::golden_files("diagnostics")),
                         [](const auto& test) { return tests::golden_test_name(test.param); });

}  // namespace
}  // namespace ranvier::equations::diagnostics_test
