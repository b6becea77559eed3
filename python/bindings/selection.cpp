#include "selection.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>

namespace ranvier::bindings {

namespace {

using namespace model;

using Truths = nb::ndarray<const bool, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

Slice to_slice(const nb::object& slice) {
  const auto bound = [&](const char* name) {
    return nb::cast<std::optional<std::int64_t>>(nb::object(slice.attr(name)));
  };
  return {bound("start"), bound("stop"), bound("step").value_or(1)};
}

Mask to_mask(const Truths& truths) {
  return {std::vector<bool>(truths.data(), truths.data() + truths.size())};
}

EndSelection to_end(const nb::object& selection) {
  if (nb::isinstance<nb::slice>(selection)) {
    return to_slice(selection);
  }
  if (nb::isinstance<Truths>(selection)) {
    return to_mask(nb::cast<Truths>(selection));
  }
  return to_vector(nb::cast<Integers>(selection));
}

PairSelection to_pairs(const nb::tuple& parts) {
  PairSelection pairs{to_end(parts[0]), to_end(parts[1]), std::nullopt};
  if (parts.size() > 2) {
    if (nb::isinstance<nb::slice>(parts[2])) {
      pairs.copies = to_slice(parts[2]);
    } else {
      pairs.copies = nb::cast<std::int64_t>(nb::object(parts[2]));
    }
  }
  return pairs;
}

}  // namespace

Selection to_selection(const nb::object& selection) {
  if (selection.is_none()) {
    return {};
  }
  if (nb::isinstance<nb::str>(selection)) {
    return nb::cast<std::string>(selection);
  }
  if (nb::isinstance<nb::tuple>(selection)) {
    return to_pairs(nb::cast<nb::tuple>(selection));
  }
  if (nb::isinstance<nb::slice>(selection)) {
    return to_slice(selection);
  }
  if (nb::isinstance<Truths>(selection)) {
    return to_mask(nb::cast<Truths>(selection));
  }
  return to_vector(nb::cast<Integers>(selection));
}

}  // namespace ranvier::bindings
