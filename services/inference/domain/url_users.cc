#include "services/inference/domain/url_users.h"

#include <algorithm>
#include <vector>

#include "services/inference/domain/personal_text.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxRead = 2048;  // Codes of an address.

// Where the first part of a path is a user.
constexpr CodesView kNetworks =
    U"instagram.com facebook.com fb.com fb.me x.com twitter.com threads.net "
    U"threads.com tiktok.com github.com gitlab.com bitbucket.org t.me "
    U"telegram.me wa.me paypal.me paypal.com/paypalme cash.app venmo.com "
    U"revolut.me calendly.com linktr.ee litt.ly lnk.bio bio.link beacons.ai "
    U"about.me carrd.co ko-fi.com patreon.com buymeacoffee.com twitch.tv "
    U"pinterest.com tumblr.com vk.com weibo.com bsky.app behance.net "
    U"dribbble.com deviantart.com soundcloud.com mixcloud.com vimeo.com "
    U"flickr.com unsplash.com codepen.io kaggle.com dev.to hashnode.com "
    U"notion.so notion.site blog.naver.com m.blog.naver.com post.naver.com "
    U"blog.daum.net brunch.co.kr velog.io band.us toss.me onlyfans.com "
    U"open.kakao.com/me qr.kakaopay.com snapchat.com/add "
    U"linkedin.com/in linkedin.com/pub youtube.com/c youtube.com/user "
    U"youtube.com/channel reddit.com/u ebay.com/usr etsy.com/shop "
    U"bunjang.co.kr/shop m.bunjang.co.kr/shop bunjang.co.kr/shops "
    U"m.bunjang.co.kr/shops steamcommunity.com/id open.spotify.com/user "
    U"strava.com/athletes airbnb.com/users last.fm/user";

// Where what stands before them is a user.
constexpr CodesView kHosts =
    U"tistory.com blogspot.com wordpress.com github.io gitlab.io tumblr.com "
    U"myportfolio.com wixsite.com weebly.com notion.site substack.com "
    U"medium.com carrd.co netlify.app vercel.app pages.dev bandcamp.com "
    U"itch.io blogger.com typepad.com livejournal.com deviantart.com "
    U"squarespace.com webflow.io egloos.com modoo.at hashnode.dev "
    U"velog.io portfoliobox.net format.com journoportfolio.com";

// After these parts of a path comes a user, wherever it is.
constexpr CodesView kBeforeUser =
    U"user users u profile profiles people person member members author "
    U"authors seller sellers channel reviewer reviewers creator creators "
    U"artist artists host hosts friend friends invite invites ref referral "
    U"refer customer customers agent agents player players writer writers "
    U"expert experts tutor tutors";

// Pages of the network, and posts, which need its help to say whose they are.
constexpr CodesView kNobody =
    U"about account accounts ads api app apps article articles blog business "
    U"careers category cgi company companies contact de developer developers "
    U"docs download downloads en event events explore faq features feed "
    U"gaming gp groups hashtag help home i intl jobs join ko kr legal login "
    U"logout m marketplace me messages news o p page pages plans policies "
    U"policy posts premium press pricing privacy product products reel reels "
    U"search security settings share shop show signin signup store stories "
    U"support tag tags team templates terms topic topics trending tv us "
    U"watch web www index.html";

using Parts = std::vector<CodesView>;

// The parts between slashes, without what asks or points within a page.
Parts Split(CodesView url) {
  const CodesView path = url.substr(0, url.find_first_of(U"?#"));
  Parts parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find(U'/', at), path.size());
    if (end > at) parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

bool MayBeUser(const Parts& parts, std::size_t i) {
  static const WordSet nobody(kNobody);
  return i < parts.size() && !nobody.contains(parts[i]);
}

CodesView WithoutWww(CodesView host) {
  return host.starts_with(U"www.") ? host.substr(4) : host;
}

// "jane.tistory.com"
bool IsUsersHost(CodesView host) {
  static const WordSet hosts(kHosts);
  const std::size_t dot = host.find(U'.');
  return dot != CodesView::npos && hosts.contains(host.substr(dot + 1)) &&
         MayBeUser({host.substr(0, dot)}, 0);
}

// "x.com/jane", "linkedin.com/in/jane"
bool IsUsersPage(CodesView host, const Parts& parts) {
  static const WordSet networks(kNetworks);
  if (networks.contains(host)) return MayBeUser(parts, 1);
  return parts.size() > 2 &&
         networks.contains(Codes(host) + U"/" + Codes(parts[1])) &&
         MayBeUser(parts, 2);
}

bool NamesUserInPath(const Parts& parts) {
  static const WordSet before(kBeforeUser);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const char32_t mark = parts[i][0];
    if (parts[i].size() > 1 && (mark == U'@' || mark == U'~')) return true;
    if (before.contains(parts[i]) && MayBeUser(parts, i + 1)) return true;
  }
  return false;
}

bool NamesUserInQuery(CodesView url) {
  const std::size_t query = url.find_first_of(U"?@");
  if (query == CodesView::npos) return false;
  return url[query] == U'@' ||
         Mentions(
             url.substr(query),
             {U"user", U"id=", U"token", U"email", U"mail", U"phone", U"name",
              U"session", U"auth", U"key=", U"account", U"customer"});
}

}  // namespace

bool NamesUser(CodesView url) {
  url = url.substr(0, kMaxRead);
  if (NamesUserInQuery(url)) return true;
  const Parts parts = Split(url);
  if (parts.empty()) return false;
  const CodesView host = WithoutWww(parts[0]);
  return IsUsersHost(host) || IsUsersPage(host, parts) ||
         NamesUserInPath(parts);
}

bool IsHost(CodesView host) {
  const std::size_t dot = host.rfind(U'.');
  if (dot == CodesView::npos || host.size() - dot < 3) return false;
  const auto is_label = [](char32_t c) {
    return IsLatinOrDigit(c) || c == U'-' || c == U'.';
  };
  return host[0] != U'.' && !host.contains(U"..") &&
         std::ranges::all_of(host, is_label) &&
         std::ranges::all_of(host.substr(dot + 1), IsLatin);
}

}  // namespace aicc::inference
