#pragma once

#include <string>
#include <vector>

#include "common/config.h"
#include "common/error.h"
#include "services/inference/domain/profile.h"

namespace aicc::inference {

// Reads what `node` says of a model over what `*profile` says already; what is
// wrong is noted in it, for Done(). See deploy/models/README.md.
void ReadCapabilities(ConfigNode& node, Profile* profile);

// The profiles of all files in `folder`. "BAD_CONFIG" names file and line of
// the first thing that is wrong; kNotFound, "FILE_NOT_FOUND" without a folder.
Result<std::vector<Profile>> LoadProfiles(const std::string& folder);

}  // namespace aicc::inference
