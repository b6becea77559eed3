#include <gtest/gtest.h>
#include <reference/step_simulation.hpp>

#include <ranvier/integration/explicit_scheme.hpp>

namespace ranvier::integration::explicit_scheme_test {
namespace {

using reference::system_of;

const std::string parameters = "\na : Hz\nb : Hz**0.5\nc : Hz**0.5";

std::string statements(const StateUpdater& updater, const std::string& model) {
  return print(updater.derive(system_of(model + parameters)).statements);
}

std::string statements(const std::string& method, const std::string& model) {
  return statements(find_state_updater(method), model);
}

std::string refusal(const std::string& method, const std::string& model) {
  try {
    return statements(method, model);
  } catch (const UnsupportedEquations& error) {
    return error.what();
  }
}

std::string scheme_error(const std::string& description) {
  try {
    parse_scheme(description);
    return "accepted";
  } catch (const ModelError& error) {
    return error.what();
  }
}

TEST(ExplicitScheme, EulerIsOneStage) {
  EXPECT_EQ(statements("euler", "dv/dt = (w - v)*a : 1\ndw/dt = -w*a : 1"),
            "_v_new = v + dt*((w - v)*a)\n"
            "_w_new = w + dt*(-w*a)\n"
            "v = _v_new\n"
            "w = _w_new\n");
}

TEST(ExplicitScheme, EulerAddsTheIncrementsOfAllNoise) {
  EXPECT_EQ(statements("euler", "dv/dt = -a*v + b*xi_2 + c*xi_1 : 1\ndw/dt = c*xi_1 : 1"),
            "_dW_xi_1 = sqrt(dt)*randn()\n"
            "_dW_xi_2 = sqrt(dt)*randn()\n"
            "_v_new = v + dt*-(a*v) + c*_dW_xi_1 + b*_dW_xi_2\n"
            "_w_new = w + c*_dW_xi_1\n"
            "v = _v_new\n"
            "w = _w_new\n");
}

TEST(ExplicitScheme, HeunTakesTheMeanOfTheFactorsAtBothEnds) {
  EXPECT_EQ(statements("heun", "dv/dt = a*v + b*v*xi : 1"),
            "_dW_xi = sqrt(dt)*randn()\n"
            "_s_v_xi = v + b*v*_dW_xi\n"
            "_v_new = v + dt*(a*v) + _dW_xi*(b*v + b*_s_v_xi)/2.0\n"
            "v = _v_new\n");
}

TEST(ExplicitScheme, EachNoiseHasItsOwnSupportValues) {
  EXPECT_EQ(statements("heun", "dv/dt = b*v*xi_1 + c*w*xi_2 : 1\ndw/dt = a*w + b*v*xi_2 : 1"),
            "_dW_xi_1 = sqrt(dt)*randn()\n"
            "_dW_xi_2 = sqrt(dt)*randn()\n"
            "_s_v_xi_1 = v + b*v*_dW_xi_1\n"
            "_s_v_xi_2 = v + c*w*_dW_xi_2\n"
            "_s_w_xi_1 = w\n"
            "_s_w_xi_2 = w + b*v*_dW_xi_2\n"
            "_v_new = v + _dW_xi_1*(b*v + b*_s_v_xi_1)/2.0 + _dW_xi_2*(c*w + c*_s_w_xi_2)/2.0\n"
            "_w_new = w + dt*(a*w) + _dW_xi_2*(b*v + b*_s_v_xi_2)/2.0\n"
            "v = _v_new\n"
            "w = _w_new\n");
}

TEST(ExplicitScheme, HeunAndMilsteinWithoutNoiseAreEuler) {
  EXPECT_EQ(statements("heun", "dv/dt = -a*v : 1"),
            "_s_v = v\n_v_new = v + dt*(-a*v)\nv = _v_new\n");
  EXPECT_EQ(statements("milstein", "dv/dt = -a*v : 1"),
            "_s_v = v + dt*(-a*v)\n_v_new = v + dt*(-a*v)\nv = _v_new\n");
}

// One step with a known increment; the expected numbers are those of the statements that
// Brian 2.9.0 derives, evaluated for the same increments.
TEST(ExplicitScheme, AStepIsThatOfBrian2) {
  const auto step = [](const std::string& method, const std::string& model,
                       const reference::Values& increments) {
    reference::StepSimulation simulation(
        find_state_updater(method).derive(system_of(model + parameters)),
        {{"v", 1.5}, {"w", 0.75}, {"a", 2}, {"b", 0.5}, {"c", 0.25}}, 0.125);
    simulation.step(increments);
    return std::pair(simulation["v"], simulation["w"]);
  };
  const std::string two = "dv/dt = a*v + b*v**2*xi_1 + c*w*xi_2 : 1\ndw/dt = -a*w + b*v*xi_2 : 1";
  const auto heun = step("heun", two, {{"xi_1", 0.375}, {"xi_2", -0.625}});
  EXPECT_DOUBLE_EQ(heun.first, 2.3516464233398438);
  EXPECT_DOUBLE_EQ(heun.second, 0.112060546875);
  const std::string one = "dv/dt = a*v + b*v**2*xi : 1\ndw/dt = (v - w)*a : 1";
  const auto milstein = step("milstein", one, {{"xi", 0.375}});
  EXPECT_DOUBLE_EQ(milstein.first, 2.5867714719044477);
  EXPECT_DOUBLE_EQ(milstein.second, 0.9375);
}

TEST(ExplicitScheme, EulerRefusesMultiplicativeNoise) {
  EXPECT_EQ(refusal("euler", "dv/dt = a*v + b*v*xi : 1"),
            "error[unsupported-equations]: method 'euler' cannot integrate 'v': 'v' multiplies its "
            "noise, so the noise is not additive\n"
            "  in NeuronGroup 'neurons', line 1\n"
            "    dv/dt = a*v + b*v*xi : 1\n"
            "                    ^ changes during a time step\n"
            "  help: choose method='heun' or 'milstein'; both take the noise in the sense of "
            "Stratonovich\n");
}

TEST(ExplicitScheme, MilsteinRefusesNoiseThatIsNotDiagonal) {
  EXPECT_EQ(
      refusal("milstein", "dv/dt = b*v*xi_1 + c*xi_2 : 1"),
      "error[unsupported-equations]: method 'milstein' cannot integrate 'v': its noise is not "
      "diagonal\n"
      "  in NeuronGroup 'neurons', line 1\n"
      "    dv/dt = b*v*xi_1 + c*xi_2 : 1\n"
      "                         ^^^^ a second noise term of this equation, or one that another "
      "equation has too\n"
      "  help: choose method='heun', or give each variable one noise term of its own\n");
  EXPECT_TRUE(refusal("milstein", "dv/dt = b*v*xi_1 : 1\ndw/dt = c*w*xi_1 : 1")
                  .starts_with("error[unsupported-equations]"));
}

TEST(ExplicitScheme, RefusesWhatIsNotLinearInTheNoise) {
  EXPECT_EQ(refusal("heun", "dv/dt = a*v + xi**2 : 1"),
            "error[unsupported-equations]: method 'heun' cannot integrate 'v': its equation is not "
            "linear in the noise 'xi'\n"
            "  in NeuronGroup 'neurons', line 1\n"
            "    dv/dt = a*v + xi**2 : 1\n"
            "                  ^^^^^ not linear in 'xi'\n"
            "  help: white noise has no square and no other function: multiply it by a factor and "
            "add it\n");
}

TEST(ExplicitScheme, OneOfTheUsersOwn) {
  const SchemeStateUpdater ralston({.name = "ralston",
                                    .description =
                                        "k = dt*f(x, t)\n"
                                        "l = dt*f(x + 2*k/3, t + 2*dt/3)  # second stage\n"
                                        "x_new = x + (k + 3*l)/4"});
  EXPECT_EQ(statements(ralston, "dv/dt = w*a*t*a : 1\ndw/dt = -v*a : 1"),
            "_k_v = dt*(w*a*t*a)\n"
            "_k_w = dt*(-v*a)\n"
            "_l_v = dt*((w + 2.0*_k_w/3.0)*a*(t + 2.0*dt/3.0)*a)\n"
            "_l_w = dt*(-(v + 2.0*_k_v/3.0)*a)\n"
            "_v_new = v + (_k_v + 3.0*_l_v)/4.0\n"
            "_w_new = w + (_k_w + 3.0*_l_w)/4.0\n"
            "v = _v_new\n"
            "w = _w_new\n");
  EXPECT_THROW(statements(ralston, "dv/dt = b*xi : 1"), UnsupportedEquations);
}

TEST(ExplicitScheme, TermsWithoutNoiseCountOnceHoweverTheyAreBracketed) {
  const SchemeStateUpdater scheme({.name = "bracketed",
                                   .description = "x_new = (x + g(x, t)*dW) + 2*(f(x, t)*dt/2)",
                                   .noise = NoiseKind::multiplicative});
  EXPECT_EQ(statements(scheme, "dv/dt = a*v + b*v*xi_1 + c*xi_2 : 1"),
            "_dW_xi_1 = sqrt(dt)*randn()\n"
            "_dW_xi_2 = sqrt(dt)*randn()\n"
            "_v_new = v + 2.0*(a*v*dt/2.0) + b*v*_dW_xi_1 + c*_dW_xi_2\n"
            "v = _v_new\n");
}

TEST(SchemeText, ShowsEveryMistake) {
  EXPECT_EQ(scheme_error("k = h*f(x, t)\nx_new = x + exp(k)"),
            "error[scheme-syntax]: unknown name 'h' in a scheme\n"
            "  in ExplicitStateUpdater, line 1\n"
            "    k = h*f(x, t)\n"
            "        ^\n"
            "  help: a scheme knows x, t, dt, dW, f(x, t), g(x, t) and the names of the lines "
            "before\n"
            "\n"
            "error[scheme-syntax]: a scheme cannot call 'exp' like this\n"
            "  in ExplicitStateUpdater, line 2\n"
            "    x_new = x + exp(k)\n"
            "                ^^^\n"
            "  help: it calls f(x, t), g(x, t) and sqrt(...)\n");
}

TEST(SchemeText, EndsWithTheNewValue) {
  EXPECT_EQ(scheme_error("k = dt*f(x, t)"),
            "error[scheme-syntax]: the scheme does not end with 'x_new = ...'\n"
            "  in ExplicitStateUpdater\n"
            "  help: a scheme has lines such as 'k = dt*f(x, t)' and ends with 'x_new = x + k'\n");
  EXPECT_EQ(scheme_error("x = x + dt*f(x, t)"),
            "error[scheme-syntax]: this is no line of a scheme\n"
            "  in ExplicitStateUpdater, line 1\n"
            "    x = x + dt*f(x, t)\n"
            "    ^^^^^^^^^^^^^^^^^^\n"
            "  help: a scheme has lines such as 'k = dt*f(x, t)' and ends with 'x_new = x + k'\n");
}

TEST(Noise, ADrawFollowsFromTheNameOfTheNoise) {
  const auto pair = draw_numbers({"xi_a", "xi_b"});
  EXPECT_EQ(draw_numbers({"xi_b"}), std::vector{pair[1]});
  EXPECT_EQ(draw_numbers({"xi_a", "xi_aa", "xi_b"})[2], pair[1]);
  EXPECT_NE(pair[0], pair[1]);
  for (const auto number : pair) {
    EXPECT_GE(number, 1 << 15);
    EXPECT_LT(number, 1 << 16);
  }
}

}  // namespace
}  // namespace ranvier::integration::explicit_scheme_test
