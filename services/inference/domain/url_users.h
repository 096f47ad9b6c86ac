#pragma once

#include "common/text.h"

namespace aicc::inference {

// True if an address of the web says in itself who the user is: a page of a
// social network ("x.com/jane"), a site that somebody has at a host of such
// ("jane.tistory.com"), a path or query that names one ("/user/jane", "?id=").
// `url` is folded and has no scheme. A network's own pages ("/help") are no
// one's.
bool NamesUser(CodesView url);

// True if `host` may be one: labels of letters, digits and hyphens, the last of
// letters.
bool IsHost(CodesView host);

}  // namespace aicc::inference
