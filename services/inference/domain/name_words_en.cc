#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

#include "services/inference/domain/name_words.h"

namespace aicc::inference {
namespace {

using Words = std::unordered_set<CodesView>;

// One word after another, in one literal: a list of lists is no better to read.
Words Split(CodesView list) {
  Words words;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(U' ', at), list.size());
    if (end > at) words.insert(list.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

constexpr CodesView kGiven =
    U"james john robert michael william david richard joseph thomas charles "
    U"christopher daniel matthew anthony donald steven paul andrew joshua "
    U"kenneth kevin brian george edward ronald timothy jason jeffrey ryan "
    U"jacob "
    U"gary nicholas eric jonathan stephen larry justin scott brandon benjamin "
    U"samuel gregory alexander patrick jack dennis jerry tyler aaron jose adam "
    U"nathan henry zachary douglas peter kyle noah ethan jeremy walter keith "
    U"roger terry austin sean gerald carl harold dylan arthur lawrence jordan "
    U"jesse bryan bruce gabriel logan albert willie alan eugene russell "
    U"vincent "
    U"philip bobby johnny bradley roy ralph randy wayne liam oliver lucas "
    U"mason "
    U"oscar leo felix theo hugo simon martin stuart graham nigel trevor ian "
    U"colin derek neil gareth rhys callum ewan hamish angus declan conor "
    U"mary patricia jennifer linda elizabeth barbara susan jessica sarah karen "
    U"lisa nancy betty sandra margaret ashley kimberly emily donna michelle "
    U"carol amanda melissa deborah stephanie rebecca sharon laura cynthia amy "
    U"kathleen angela shirley brenda emma anna pamela nicole samantha "
    U"katherine "
    U"helen christine debra rachel carolyn janet maria heather diane julie "
    U"joyce "
    U"victoria kelly christina joan evelyn lauren judith olivia martha cheryl "
    U"megan andrea ann alice jean doris jacqueline kathryn hannah julia gloria "
    U"teresa sara janice madison sophia marie isabella mia charlotte amelia "
    U"harper abigail ella chloe lily zoe natalie leah hazel aria lucy nora "
    U"fiona nicola gemma siobhan niamh aoife claire louise sophie rosie imogen "
    U"beatrice bianca camille celine chantal danielle elena elise esther eva "
    U"ingrid irene iris isabel ivana jana jane jasmine johanna josephine "
    U"katarina katrina lena magdalena marta matilda miriam nadia natalia nina "
    U"petra renata sabrina silvia sonia susanna tanya tatiana valentina "
    U"vanessa "
    U"vera veronica yvonne zuzana agnes astrid birgit britta dagmar elsa frida "
    U"greta hilda karin kirsten liv maja mette sigrid solveig ursula "
    U"ahmed ali hassan hussein ibrahim khalid mohammed muhammad omar yusuf "
    U"fatima aisha leila layla samira zainab amina karim tariq bilal rashid "
    U"wei ming hui jing yan xin hiroshi takashi kenji yuki sakura haruto aiko "
    U"naoko keiko yoko akira satoshi raj priya ananya arjun rahul sanjay vijay "
    U"anil sunil ravi amit deepak neha pooja lakshmi krishna "
    U"carlos juan luis miguel pedro diego fernando javier jorge manuel rafael "
    U"ricardo roberto sergio alejandro andres antonio eduardo enrique "
    U"francisco "
    U"gonzalo ignacio pablo raul sofia lucia carmen pilar dolores ana paula "
    U"giovanni giulia marco matteo luca lorenzo paolo francesca chiara "
    U"alessandro stefano hans klaus jurgen wolfgang heinrich friedrich dieter "
    U"helga heidi pierre jacques michel francois philippe olivier laurent "
    U"nicolas mathieu amelie ivan dmitri sergei vladimir olga yuri igor boris "
    U"mikhail alexei oksana svetlana pavel jan jiri tomas piotr krzysztof "
    U"andrzej agnieszka katarzyna wojciech lars bjorn sven erik anders magnus "
    U"nils mikael johan karl fredrik gustav henrik jens kasper mikkel soren "
    U"minjun minji jisoo jihoon seojun hyun eunji sujin haneul minseo jiwoo "
    U"yuna jiyeon seoyeon dohyun hajun ha-neul ji-woo min-jun seo-yeon ji-hoon "
    U"min-ji so-yeon eun-ji joon-ho hye-jin sung-min young-soo mike dave steve "
    U"chris matt tom tim jim joe dan ben sam nick alex tony andy bob fred kate "
    U"katie jenny jen liz beth becky sally molly maggie annie debbie cathy "
    U"wendy tina tracy rita ruth rosa priyanka siti nguyen linh thanh minh "
    U"gladys marjorie kristian kathy stacy naomi gail carlo erin brad todd "
    U"glenn greg phil ken ron don ray tommy jimmy danny eddie vicky elaine "
    U"pauline maureen bridget yolanda rosalind monica claudia ashton caleb";

constexpr CodesView kDoubtful =
    U"may will mark grace hope rose joy april june summer bill jack sky art "
    U"amber crystal dawn ruby chase grant max pat rich rob sue frank iris "
    U"hazel lily violet jordan austin madison logan mason harper aria paula "
    U"christian faith charity dolores victoria charlotte drew gene miles ray "
    U"don sam dan tom ming hui wei yan jing min san jean hyun ian";

constexpr CodesView kFamily =
    U"smith johnson williams brown jones garcia miller davis rodriguez "
    U"martinez "
    U"hernandez lopez gonzalez wilson anderson thomas taylor moore jackson "
    U"martin lee perez thompson white harris sanchez clark ramirez lewis "
    U"robinson walker young allen king wright scott torres nguyen hill flores "
    U"green adams nelson baker hall rivera campbell mitchell carter roberts "
    U"gomez phillips evans turner diaz parker cruz edwards collins reyes "
    U"stewart "
    U"morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson "
    U"bailey reed kelly howard ramos kim cox ward richardson watson brooks "
    U"chavez wood bennett gray mendoza ruiz hughes price alvarez castillo "
    U"sanders patel myers long ross foster doe roe bloggs singh khan kumar "
    U"sharma gupta chen wang li zhang liu yang huang zhao wu zhou tran pham le "
    U"park choi jung kang cho yoon jang lim han oh seo shin kwon hwang ahn "
    U"song "
    U"tanaka suzuki sato watanabe ito yamamoto nakamura kobayashi muller "
    U"schmidt schneider fischer weber meyer wagner becker schulz hoffmann "
    U"rossi "
    U"russo ferrari esposito bianchi dubois durand moreau laurent lefebvre "
    U"silva santos oliveira souza costa ferreira pereira o'brien o'connor "
    U"o'neill mccarthy mcdonald macleod fraser graham hamilton gallagher byrne "
    U"doyle walsh ryan kennedy chapman shaw hunt webb mills palmer knight "
    U"fletcher barnes marshall spencer dixon hussain ahmed begum osman ibrahim";

constexpr std::array<CodesView, 44> kFamilyEndings{
    U"sson",  U"sen",     U"son",    U"ova",   U"eva",   U"dottir", U"vic",
    U"wicz",  U"ski",     U"ska",    U"sky",   U"czyk",  U"enko",   U"chuk",
    U"escu",  U"opoulos", U"idis",   U"akis",  U"nen",   U"strom",  U"berg",
    U"mann",  U"stein",   U"shvili", U"dze",   U"yan",   U"ez",     U"ini",
    U"elli",  U"etti",    U"ucci",   U"lund",  U"qvist", U"gaard",  U"quist",
    U"meier", U"mayer",   U"bauer",  U"hofer", U"evich", U"oglu",   U"ovic",
    U"kov",   U"nov"};

constexpr CodesView kNoName =
    U"a an the and or but if of in on at to for from with by as is are was "
    U"were "
    U"be been am i i'm i'd i'll i've you you're he she it it's we they me my "
    U"your his her our their this that these those here there what what's who "
    U"when where why how which not no yes yeah yep nope ok okay please thanks "
    U"thank hi hello hey dear good morning afternoon evening day night sorry "
    U"great well just so then now again still also very really can could would "
    U"will should shall may might must do does did done have has had get got "
    U"go going want need like know think say said says tell call called "
    U"calling "
    U"speaking using trying looking having getting waiting asking writing "
    U"regarding about because since until while after before during over under "
    U"all any some each every both more most other new old next last first "
    U"second third one two three four five six seven eight nine ten zero "
    U"monday tuesday wednesday thursday friday saturday sunday january "
    U"february "
    U"march april june july august september october november december today "
    U"tomorrow yesterday week month year hour minute time date noon midnight "
    U"street st road rd avenue ave lane drive boulevard suite apt unit box "
    U"apartment floor building city state country zip po north south east west "
    U"northern southern eastern western central upper lower inc ltd llc corp "
    U"co "
    U"corporation company group holdings partners bank banking credit debit "
    U"card "
    U"cards account accounts finance financial insurance wireless mobile "
    U"telecom "
    U"network networks internet broadband fiber fibre wifi sim esim plan plans "
    U"data unlimited premium basic plus pro max ultra mini lite prime family "
    U"student business enterprise support service services customer care team "
    U"center centre office store shop online app website email phone number "
    U"billing payment payments invoice order orders delivery refund return "
    U"returns ticket case router modem box tv tablet watch galaxy samsung "
    U"apple "
    U"iphone ipad android google microsoft amazon netflix disney youtube "
    U"spotify "
    U"verizon vodafone ee o2 three orange telekom skt kt lg uplus visa "
    U"mastercard amex paypal uber facebook twitter instagram whatsapp kakao "
    U"kakaotalk naver hanbit hanbitmobile orchestra university college school "
    U"hospital hotel airport station museum restaurant club society "
    U"association "
    U"act rights title article section chapter union force border government "
    U"ministry department agency design systems solutions technologies labs "
    U"media games weekly entertainment news times post journal force united "
    U"states kingdom america american british english korean korea chinese "
    U"china "
    U"japanese japan french france german germany spanish spain italian italy "
    U"russian russia canada canadian mexico brazil india indian australia "
    U"australian austria belgium cyprus czech denmark estonia finland greece "
    U"hungary iceland ireland netherlands norway poland portugal romania "
    U"serbia "
    U"slovenia slovakia sweden switzerland tunisia turkey ukraine uruguay "
    U"zealand africa african europe european asia asian london paris tokyo "
    U"seoul "
    U"busan berlin madrid rome dublin york angeles francisco chicago boston "
    U"texas california florida washington seattle houston dallas denver miami "
    U"atlanta manchester birmingham leeds glasgow edinburgh sydney melbourne "
    U"toronto vancouver singapore hong kong beijing shanghai black friday "
    U"christmas easter thanksgiving holiday mother's father's happy welcome "
    U"note fyi asap faq pin otp id sms gps usb hdmi vat usd eur gbp error code "
    U"security national royal princess prince king's queen social number iban "
    U"bic swift mr mrs ms miss dr prof sir madam ma'am agent manager "
    U"supervisor "
    U"representative specialist sales technical bot user client holder mobile: "
    U"desk fax tel address name names title home work cell direct "
    U"something someone anyone anything nothing everyone everything unable "
    U"able "
    U"having not only even ever never always already maybe perhaps however "
    U"whether too up down out off back away into onto without within moving "
    U"interested afraid happy glad sure worried confused upset angry "
    U"frustrated "
    U"tired done ready located based currently originally having charged "
    U"locked "
    U"stuck unhappy disappointed ridiculous urgent important wrong right "
    U"correct "
    U"broken terrible awful bad fine nice cool unacceptable taking being being "
    U"getting paying moving switching traveling travelling receiving "
    U"experiencing "
    U"seeing leaving overcharged traveling supposed gonna wondering contacting "
    U"emailing following reporting checking returning available unavailable "
    U"spelled spelt pronounced registered written listed misspelled incorrect "
    U"blue red white-label gold silver platinum starter flex roam roaming "
    U"hotspot "
    U"ive ill its im id dont didnt cant wont isnt thats whats lets amp changed "
    U"saved missing updated correctly sincerely best cheers kind "
    U"him her them himself herself appears appear incorrectly misspelled "
    U"wrongly "
    U"differently way different also exactly just on. shown printed written "
    U"out "
    U"cloud fast speed gigabit gig megabit annual monthly weekly daily bundle";

const Words& Given() {
  static const Words words = Split(kGiven);
  return words;
}

}  // namespace

bool IsGivenName(CodesView word) { return Given().contains(word); }

bool IsDoubtfulGivenName(CodesView word) {
  static const Words words = Split(kDoubtful);
  return words.contains(word);
}

bool IsFamilyName(CodesView word) {
  static const Words words = Split(kFamily);
  if (words.contains(word)) return true;
  return word.size() >= 5 &&
         std::ranges::any_of(kFamilyEndings, [&](CodesView ending) {
           return word.size() >= ending.size() + 2 && word.ends_with(ending);
         });
}

bool IsNoName(CodesView word) {
  static const Words words = Split(kNoName);
  return words.contains(word);
}

}  // namespace aicc::inference
