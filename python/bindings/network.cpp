#include <algorithm>

#include <nanobind/stl/function.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/set.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include "interrupt.hpp"
#include "selection.hpp"
#include <ranvier/network/network.hpp>
#include <ranvier/network/record_now.hpp>
#include <ranvier/network/state_file.hpp>
#include <ranvier/network/summaries.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::bindings {

namespace {

using network::Network;

/// What all networks of a Python process share: back end, random numbers, where messages go.
struct Session {
  explicit Session(nb::object log) : log(std::move(log)) {}

  std::shared_ptr<backend::Backend> backend;
  state::RandomState random;
  nb::object log;
  kernel::Rewrites rewrites;
  bool fuse = true;
  int owners = 1;

  LogSink sink() {
    return [this](const LogMessage& message) {
      const nb::gil_scoped_acquire lock;
      static constexpr const char* names[] = {"DEBUG", "INFO", "WARNING", "ERROR"};
      log(names[static_cast<int>(message.level)], message.name, message.text, message.once);
    };
  }

  backend::Backend& used_backend() {
    if (!backend) {
      backend = backend::make_llvm();
    }
    return *backend;
  }

  network::StatementContext statement_context() {
    return {&used_backend(), &random, rewrites, sink(), &InterruptGuard::requests()};
  }
};

void choose_backend(Session& session, const std::string& name, const std::string& target,
                    int width) {
  if (name == "interpreter") {
    session.backend = backend::make_interpreter();
    return;
  }
  const auto chosen = target == "generic"  ? backend::Target::generic
                      : target == "avx2"   ? backend::Target::avx2
                      : target == "avx512" ? backend::Target::avx512
                                           : backend::Target::native;
  session.backend = backend::make_llvm({chosen, width});
}

void apply_pending(Session& session, model::Group& group, bool counts_interrupts) {
  const InterruptGuard guard(counts_interrupts);
  network::apply_pending(group, session.statement_context());
}

/// What the doctor needs: names, what is not to be told, and where in the files things stand.
network::RunOptions examination(const nb::object& lookup, const doctor::Ignored& ignored_findings,
                                const nb::object& locate, const nb::object& unused_names) {
  network::RunOptions options;
  options.names = to_namespace(lookup);
  options.ignored_findings = ignored_findings;
  if (!unused_names.is_none()) {
    options.unused_names = [unused_names] {
      const nb::gil_scoped_acquire lock;
      return nb::cast<std::set<std::string>>(unused_names());
    };
  }
  if (!locate.is_none()) {
    options.locate = [locate](const doctor::Place& place) {
      const nb::gil_scoped_acquire lock;
      doctor::Location location;
      if (const auto found = locate(place); !found.is_none()) {
        std::tie(location.file, location.line, location.column, location.text, location.label) =
            nb::cast<std::tuple<std::string, int, int, std::string, std::string>>(found);
      }
      return location;
    };
  }
  return options;
}

/// Runs, with Ctrl-C counted. @return how often it was pressed.
int run(Network& network, double duration, const nb::object& lookup, const nb::object& report,
        double report_period, bool counts_interrupts, bool profile,
        const doctor::Ignored& ignored_findings, const std::string& non_finite,
        const nb::object& locate, const nb::object& unused_names) {
  auto options = examination(lookup, ignored_findings, locate, unused_names);
  options.non_finite = non_finite == "warn"    ? network::NonFinite::warn
                       : non_finite == "raise" ? network::NonFinite::raise
                                               : network::NonFinite::stop;
  options.report_period = report_period;
  options.profile = profile;
  const InterruptGuard guard(counts_interrupts);
  options.stop_requested = &InterruptGuard::requests();
  if (!report.is_none()) {
    options.report = [&report](double elapsed, double completed, double start, double length) {
      const nb::gil_scoped_acquire lock;
      report(elapsed, completed, start, length);
    };
  }
  options.around_loop = [](const std::function<void()>& loop) {
    const nb::gil_scoped_release unlocked;
    loop();
  };
  network.run(units::Quantity(duration, units::second_dimension), options);
  return InterruptGuard::requests().load();
}

}  // namespace

void register_network(nb::module_& module) {
  nb::class_<state::RandomState>(module, "RandomState", "Which random numbers come next.");
  nb::class_<Session>(module, "Session",
                      "Back end, random numbers and messages that all networks share.")
      .def("__init__", [](Session* self, nb::object log) { new (self) Session(std::move(log)); })
      .def("seed", [](Session& self, std::uint64_t seed) { self.random.seed(seed); })
      .def("random_state", [](const Session& self) { return self.random; })
      .def("set_random_state",
           [](Session& self, const state::RandomState& random) { self.random = random; })
      .def("register_name",
           [](Session& self, const std::string& name) { self.random.register_name(name); })
      .def("choose_backend", &choose_backend, nb::arg("name"), nb::arg("target") = "native",
           nb::arg("width") = 0, "'interpreter' or 'llvm'; for tests and comparisons")
      .def(
          "choose_rewrites",
          [](Session& self, bool exprel, bool reciprocal, bool exponential_families) {
            self.rewrites = {exprel, reciprocal, exponential_families};
          },
          nb::arg("exprel"), nb::arg("reciprocal"), nb::arg("exponential_families"))
      .def_rw("fuse", &Session::fuse)
      .def_rw("owners", &Session::owners)
      .def("apply_pending", &apply_pending)
      .def(
          "evaluate",
          [](Session& self, model::Group& group, const std::string& expression,
             const nb::object& lookup) {
            return to_numpy(network::evaluate(group, expression, to_namespace(lookup),
                                              self.statement_context()));
          },
          nb::arg("group"), nb::arg("expression"), nb::arg("lookup").none())
      .def(
          "record_single_timestep",
          [](Session& self, model::StateMonitor& monitor, const nb::object& lookup) {
            network::record_single_timestep(monitor, to_namespace(lookup),
                                            self.statement_context());
          },
          nb::arg("monitor"), nb::arg("lookup").none())
      .def(
          "find_elements",
          [](Session& self, model::Group& group, const nb::object& selection,
             const nb::object& lookup) {
            return to_numpy(network::find_elements(group, to_selection(selection),
                                                   to_namespace(lookup), self.statement_context()));
          },
          nb::arg("group"), nb::arg("selection").none(), nb::arg("lookup").none());
  module.def(
      "progress_text",
      [](double elapsed, double completed, double start, double duration) {
        std::string text;
        network::text_report([&text](const std::string& line) { text += line; })(elapsed, completed,
                                                                                 start, duration);
        return text;
      },
      "The line that a text report shows.");
  nb::class_<network::Snapshot>(module, "Snapshot",
                                "Everything that a network remembered at one moment.")
      .def_rw("notes", &network::Snapshot::notes);
  module.def("add_state", &network::add_state, nb::arg("path"), nb::arg("name"), nb::arg("state"));
  module.def("read_state", &network::read_state, nb::arg("path"), nb::arg("name"));
  nb::class_<Network>(module, "Network")
      .def(
          "__init__",
          [](Network* self, Session& session, std::vector<std::string> schedule) {
            session.used_backend();
            network::NetworkOptions options;
            options.schedule = std::move(schedule);
            options.backend = session.backend;
            options.rewrites = session.rewrites;
            options.fuse = session.fuse;
            options.owners = session.owners;
            options.log = session.sink();
            new (self) Network(std::move(options));
            self->use_random_state(session.random);
          },
          nb::keep_alive<1, 2>())
      .def(
          "set_objects",
          [](Network& self, const std::vector<model::NetworkObject*>& objects) {
            if (std::ranges::find(objects, nullptr) != objects.end()) {
              throw InternalError("a network was given an object that has no counterpart");
            }
            self.set_objects(objects);
          },
          "The caller keeps the objects alive as long as the network.")
      .def("set_schedule", &Network::set_schedule)
      .def("run", &run, nb::arg("duration"), nb::arg("lookup").none(), nb::arg("report").none(),
           nb::arg("report_period"), nb::arg("counts_interrupts"), nb::arg("profile") = false,
           nb::arg("ignored_findings") = doctor::Ignored(), nb::arg("non_finite") = "stop",
           nb::arg("locate") = nb::none(), nb::arg("unused_names") = nb::none())
      .def_prop_ro("health_findings",
                   [](const Network& self) {
                     return std::vector(self.health_findings());  // they outlive the next run
                   })
      .def(
          "examine",
          [](const Network& self, const nb::object& lookup, const doctor::Ignored& ignored,
             const nb::object& locate, const nb::object& unused_names) {
            return self.examine(examination(lookup, ignored, locate, unused_names));
          },
          nb::arg("lookup").none(), nb::arg("ignored_findings"), nb::arg("locate").none(),
          nb::arg("unused_names") = nb::none())
      .def("scheduling_summary", &network::scheduling_summary)
      .def_prop_ro("profile", &Network::profile)
      .def("stop", &Network::stop)
      .def(
          "present_events",
          [](const Network& self, const model::Group& group, const std::string& event) {
            return to_numpy(self.present_events(group, event));
          },
          nb::rv_policy::move)
      .def("snapshot", [](Network& self) { return self.snapshot(); })
      .def(
          "restore",
          [](Network& self, const network::Snapshot& snapshot, bool random_state) {
            self.restore(snapshot, {random_state});
          },
          nb::arg("snapshot"), nb::arg("random_state"))
      .def_prop_rw("t", &Network::t, &Network::set_t)
      .def_prop_ro("kernels", &Network::kernels)
      .def("state_hash", &Network::state_hash);
}

}  // namespace ranvier::bindings
