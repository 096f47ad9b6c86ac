#include "services/inference/domain/concepts.h"

namespace aicc::inference {
namespace {

constexpr std::string_view kConcepts[] = {
    // What is asked.
    "얼마,가격,비용,단가,금액,how much,cost,price,priced",
    "무료,공짜,free,free of charge,no charge",
    "언제,며칠,몇일,몇시,when,what time,what day,which day",
    "얼마나 걸,얼마동안,기간,how long,how many days,take long",
    "어디,위치,where,location,nearest,nearby,가까운,근처,near",
    "어떻게,방법,절차,하는법,하는 법,how do,how can,how to,steps,procedure",
    "왜,이유,why,reason,how come",
    "가능,될까,되나,되는지,수있,can i,possible,able,allowed",
    "조건,자격,대상,해당,eligible,eligibility,qualify,requirement,condition",
    "한도,최대,제한,limit,maximum,cap,up to",
    "차이,비교,다른점,다른 점,difference,differ,compare,versus,vs",
    "종류,어떤게,어떤 게,뭐가있,what kinds,options,which ones,what do you have",
    "추천,맞는,적합,recommend,suit,suitable,best for",
    "서류,준비물,구비,지참,document,documents,paperwork,bring",
    "혜택,특전,benefit,perk,perks,advantage",
    "남은,남았,잔여,잔액,남아,left,remaining,remain,balance",
    // What is done.
    "바꾸,바꿔,바꿀,변경,change,switch,modify",
    "옮기,옮길,옮겨,이동,이전,move,transfer",
    "신청,등록,apply,application,register,sign up,enroll",
    "가입,개통,만들,join,open,activate,activation,set up",
    "해지,해약,그만,끊고,끊을,cancel,terminate,quit,stop using,leave,end my",
    "취소,철회,무르,무를,반품,undo,withdraw,cooling,return,revoke",
    "확인,조회,보고싶,보는,알아보,check,see,view,look up,find out",
    "설정,켜,켜는,켜기,끄,끄는,turn on,turn off,enable,disable,setting",
    "차단,막고,막아,막을,안오게,block,stop,prevent,filter",
    "풀어,풀고,해제,풀기,언락,unlock,unblock,release,lift",
    "내고,내는,내나,납부,결제,지불,낼,pay,paying,payment,settle",
    "돌려,환불,환급,refund,money back,reimburse,get back",
    "보내,발송,전송,send,sent,deliver,mailed",
    "받고,받을,받으,수령,receive,get,obtain",
    "빌려,양도,물려,넘기,넘겨,hand over,give to,take over,inherit",
    "사고,사려,구매,구입,buy,purchase,bought",
    "팔고,팔면,판매,sell,trade,trade in",
    "올려,올리,늘리,늘려,높이,raise,increase,higher",
    "내려,내리,줄이,줄여,낮추,lower,reduce,decrease,cut",
    "고치,고쳐,수리,repair,fix,mend",
    "잃어,분실,잊어,도난,lost,lose,stolen,stole,missing",
    "깨졌,깨진,부서,파손,금이,cracked,broken,damaged,smashed,shattered",
    "고장,안켜,먹통,인식이안,broken,faulty,defect,dead,malfunction",
    "느려,느리,버벅,답답하게,렉,로딩,slow,lag,lagging,crawl,buffering,speed",
    "끊겨,끊김,끊기,안터,안잡,불통,신호,no signal,drops,cut off,down,dead",
    "잊었,까먹,비밀번호,비번,forgot,forgotten,password,passcode,pin",
    "재발급,다시받,다시 받,reissue,replace,replacement,again",
    "교체,교환,갈아,exchange,swap,replace",
    "공유,나눠,같이쓰,함께,share,sharing,together",
    "충전,추가,더쓰,더 쓰,부족,다썼,다 썼,top up,add,extra,more,ran out,used "
    "up",
    "멈추,정지,중단,보류,freeze,pause,suspend,hold",
    // Who and when.
    "부모,어머니,엄마,아버지,아빠,parent,parents,mother,mom,father,dad",
    "할머니,할아버지,어르신,노인,고령,65세,70세,grandma,grandmother,"
    "grandpa,elderly,older,senior,retired,pensioner",
    "아이,애가,애한테,자녀,딸,아들,어린이,초등,꼬마,child,children,kid,kids,"
    "daughter,son",
    "중학생,고등학생,청소년,10대,미성년,teen,teenager,minor,underage,"
    "high school,middle school,under age",
    "대학생,20대,청년,학생,사회초년생,student,university,college,twenties,"
    "young,youth",
    "가족,배우자,남편,아내,family,wife,husband,spouse",
    "친구,지인,friend,friends",
    "대신,대리,위임,on behalf,proxy,for someone else,someone else",
    "돌아가,사망,별세,장례,상속,고인,died,death,passed away,deceased,late",
    "해외,외국,출국,여행,출장,abroad,overseas,travel,trip,foreign,travelling",
    "공항,인천공항,airport",
    "외국인,foreigner,foreign national,alien registration",
    "매장,대리점,지점,직영점,가게,store,shop,branch,shops",
    "영업시간,운영시간,몇시까지,여는,문여,opening hours,business hours,open",
    "주말,토요일,일요일,공휴일,weekend,saturday,sunday,holiday",
    "고객센터,콜센터,전화번호,customer centre,customer center,call centre,"
    "hotline",
    // Money and bills.
    "청구,고지서,명세서,청구서,bill,billing,invoice,statement",
    "항목,내역,세부,상세,detail,details,breakdown,item,items,itemised",
    "많이나,많이 나,비싸,너무 나,잘못,이상하게,overcharge,too high,too much,"
    "wrong,mistake,incorrect",
    "밀렸,밀린,연체,미납,못냈,못 냈,late,overdue,unpaid,behind,missed",
    "할부,나눠 내,instalment,installment,instalments,monthly payments",
    "위약금,반환금,약정,계약,penalty,termination fee,contract,commitment",
    "할인,깎아,discount,cheaper,deal",
    "싼,저렴,제일싼,cheap,cheapest,affordable,budget",
    "보상,배상,compensation,compensate,credit",
    "이메일,문자로,종이,우편,email,paper,paperless,mail,post",
    "카드,신용카드,체크카드,card,credit card,debit card",
    "은행,계좌,bank,account",
    "포인트,적립,마일리지,points,rewards",
    "등급,vip,레벨,tier,level,grade",
    "세금,부가세,tax,vat",
    // Care and trust.
    "사기,피싱,해킹,도용,당했,fraud,scam,scammed,phishing,hacked,identity "
    "theft",
    "모르는,신청한적,신청한 적,동의없이,without my consent,never ordered,"
    "i didnt,unknown,dont recognise,dont recognize",
    "개인정보,동의,프라이버시,privacy,personal data,consent",
    "본인,인증,신분증,명의,identity,verify,verification,id card,holder",
    "스팸,광고,도박,대출,spam,advertising,junk,telemarketing",
    "번호,number,digits",
    "기계,기기,단말,폰,핸드폰,휴대폰,device,phone,handset",
    "상담원,상담사,사람,직원,agent,human,person,representative,operator",
    "ai,인공지능,로봇,챗봇,bot,robot,chatbot,artificial intelligence",
    "안녕,반가,hello,hi,hey,morning,afternoon,evening",
    "감사,고마,thanks,thank you,thx,cheers,appreciate",
    "잘가,안녕히,수고,들어가세요,그만할게,bye,goodbye,see you,take care",
    "알겠,알았,오케이,그렇군,이해했,ok,okay,got it,i see,makes sense,"
    "understood,alright",
};

}  // namespace

std::span<const std::string_view> Concepts() { return kConcepts; }

}  // namespace aicc::inference
