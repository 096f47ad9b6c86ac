#pragma once

#include <boost/json.hpp>
#include <string>

namespace aicc::session {

// What is wrong with `value` by `schema`, as "/dialog/0/start: …"; empty if
// nothing is. Knows the keywords of JSON Schema that our schemas use, and
// throws at any other.
std::string SchemaFault(const boost::json::value& value,
                        const boost::json::object& schema);

}  // namespace aicc::session
