"""What the words right before and behind a figure say of it: patterns, and names cut or joined by them.

All patterns run over folded text in which commas, colons, semicolons and brackets are ASCII.
"""

from __future__ import annotations

import re

from rag.indicators.phrases import FLOW, GENERIC, OBJECT_VERBS, VERB_ALONE, bearer, one_of, without_opening
from rag.indicators.standard import exact

LONGEST_NAME = 40
TOPIC_VERB = re.compile(r"抢抓|聚焦|围绕|做[大强优精]|推动|推进|发展|培育|打造|加快|壮大|提升|支持|延伸|建设|构建|实施")
REACHES = re.compile(r"(?:增至|增加到|增长到|(?<!通)达到?|扩大到|扩展到|发展到|遍布|分布在)[约近超]?$")
CONTRIBUTES = re.compile(r"对.{2,14}(?:贡献率|拉动|支撑)")
# 超算算力达223PF、居全国第3位: a figure that was not kept.
MEASURED_BEFORE = re.compile(r"(?:达到?|为|突破|超过?|至)?[0-9.]+[A-Za-z万亿]+[、,]?$")
STARTS_WITH_DEED = re.compile(
    rf"(?:{OBJECT_VERBS.pattern}|抢抓|聚焦|围绕|加快|加力|坚持|强化|深化|落实|做[大强优精])|.*(?:成效|见效|发力|加速|提速)$"
)
MONEY_PUT_IN = re.compile(r"(?:累计)?(?:总?投资|投入|投入资金|完成投资)")
# 获得上级8亿元资金支持, 发行20亿元专项债券: what the money is stands behind it.
MONEY_BEHIND = re.compile(
    r"(?:左右|以上)?的?(?P<noun>(?!进行|予以|用于)[一-鿿“”]{0,12}?"
    r"(?:奖励|补助|补贴|奖补|资金支持|贴息支持|授信支持|资金|贷款|基金|债券|国债|专项债|授信|投资计划))(?=[,;。、用支投]|$)"
)
SAYS_MONEY = re.compile(r"(?:投资|投入|收入|支出|贷款|余额|债券|国债|补助|补贴|税|利润|额|费|值|款|金)$")
UP_TO = re.compile(r"(?:不超过|最高|不低于|超过?|约|近|共计?|达到?)+$")
EARNS_MORE = re.compile(
    r"(?P<how>(?:每[人户亩]每?年?|[户人亩]?年?均|平均)?(?:节本|节支)?)增收(?:约|近|超过?|达到?|了)*$"
)
# 筹措资金8亿元,实施…: the money is told by its use only.
MONEY_FOUND = re.compile(
    r"(?:累计|专门|统筹|共|多方|财政|每年)*"
    r"(?:(?:投入|安排|筹措|统筹|拿出|筹集|整合|落实)(?:各类|各级|各项|财政|专项)*资金|筹措|筹集|统筹|拿出|整合)"
)
# 中央财政拟投入90亿元,…: who pays, and not for what.
PURSE_PAYS = re.compile(
    r"(?P<who>(?:中央|各级|地方|[省市县区]级?|自治区|本级)*财政)(?:预算|累计|共|将|拟)*"
    r"(?P<how>(?:安排|投入|支出|筹措|拨付|下达)(?:专项|补助|补贴)*)(?:资金)?"
)
# 大通道通达90个国家和地区的280个港口: what a line leads to, and the second count of what lies there.
LEADS_TO = re.compile(r"[一-鿿“”A-Za-z0-9]{0,14}(?:通达|直达|连通|联通|遍布)(?:全球|境外|海外|全国|国内外)?")
LED_TO = re.compile(rf"(?P<lead>{LEADS_TO.pattern})(?P<where>[一-鿿]{{1,8}})")
# 推动千家企业纳入…: what follows the noun is said of it.
PASSES = re.compile(r"(?:超过?|达到?|不低于|高于|突破)[0-9.]+[^,;。、]{1,8}")
DONE_OF_ALL = re.compile(
    r"(?:通|实现|建立|完成|开展|配备|落实|纳入|接入|建成|(?:稳定)?达标?到?)[^,;。、()]{1,14}(?=[,;。、])"
    r"|(?:交付|开工|竣工|落实|整改|到位|覆盖|达标|办结|入园|持证|签约|就业|参保|销号|清零|验收)(?=[,;。、])"
)
# 8个镇、20个村|开工建设; 20个部门|30项事项实现集中审批: a further count of what opens a clause.
COUNTS_ON = re.compile(r"[^,;:。!?()]{0,20}(?:[、和及与](?:近|约|超过?)?)?")
MAKES = re.compile(r"(?:推动|支持|促进|引导|确保|力争|帮助|助力|实现|带动|指导|鼓励|使|让|对|为)$")
PART_OF_PLACE = re.compile(r"[一-鿿]{0,8}?(?:园区|开发区|经开区|高新区|产业园|示范区|新区)(?=.)")
AND = re.compile(r"[和与及]")
ONE_AFTER_OTHER = re.compile(r"接连|相继|先后|连续|连破|连跨|[由从]")  # 接连突破3万亿元、4万亿元: one thing
PRODUCED = re.compile(r"(?:产量|总?产值|(?:主营业务|营业|销售)?收入|利润|税收|销售额|交易额|存栏|出栏)$")
SAYS_MEASURE = re.compile(
    r"(?:[率额量值数比价度速幅]|收入|支出|投资|面积|产能|能力|利润|税收|贷款|存款|消费|进口|出口|贸易|人次|总产|单产|里程|规模"
    r"|存栏|出栏|销售|成本|费用|需求|经济)$"
)
IS_DONE = re.compile(r"(?<=[一-鿿]{2})(?:已|累计|全年)?完成(?:了|约|近|超过?|达)?$")
# What each of many has, where all of them are said to have it.
OF_EACH_VILLAGE = re.compile(r"(?:村|村级|村社区)(?:级)?(?:集体)?(?:经济)?(?:组织)?(?:经营性|年|总|纯)*收入$")
ALL_DO = re.compile(r"((?:全部|均|都|普遍)(?:达到?|超过?|突破|实现|过|迈上))[约近]?$")
SPENT_ON = re.compile(r"(?:以上|左右)?(?P<on>(?:用于|支持|进行)[^,;:。、()0-9]{2,20})(?=[,;。])")
USED_FOR = re.compile(r"(?:以上)?用于[^,;。、()]{2,14}")
SAYS_CAPACITY = re.compile(r"^新增|(?:能力|里程|容量|锭)$")
CAPACITIES = re.compile(r"(?:生产|年产)能力[^,;。:]{0,6}:[^。:]*$")
# Who has what is counted; without it the figure would be taken for the place's.
GATHERS = re.compile(
    r"(?!每|各|支持|推动|鼓励|引导|全[省市县区国]|我[省市县区国])[一-鿿“”A-Za-z0-9·]{1,14}"
    r"(?:城|园区?|学院|研究院|中心|开发区|高新区|新区|经开区|港|基地|大学|平台|集群|小镇|论坛|大会|博览会|展|”?行动|”?计划|评选|大赛)"
    r"(?:成功|累计|已|共|中)*(?:汇聚|集聚|聚集|聚合|拥有|入驻|吸纳|容纳|签约|落户|孵化|吸引|荣获|斩获)了?"
)
TRADE = frozenset(("出口", "进口", "进出口"))
A_TRADE = re.compile(r"(?:(?<![企就作创物毕专失])业|集群)$")
OF_THE_YEAR = re.compile(r"年度(?:计划)?(?:完成)?投资额?$")
PUT_IN = re.compile(r"(?:(?:计划|概算|估算)?总?投资额?|总?规模)$")
OF_WHAT = re.compile(r"(?:等|的|了[^,;。、]{1,6}(?:近|约)?)$")
PRODUCT = re.compile(r"(?:全[省市县区国州盟]|我[省市县区国]|国内|地区|本地区)*(?:生产总值|GDP)(?:的)?")
FULFILLED = re.compile(r"完成.{2,12}比例$")
# 完成预算数的92.49%: how far a plan was fulfilled.
FULFILS = re.compile(
    r"(?:分别)?(?:完成|达到?|(?<![作行])为|占)(?:了)?(?P<aim>[^,;:。0-9]{0,10}?(?:预算数?|(?:投资)?计划数?|任务数?|目标(?:任务)?|指标))的?$"
)
AND_MORE = re.compile(r"(?:、[^,;。、0-9]{1,14})*、[^,;。、0-9]{3,16}(?=[,;。])")
VERBS = re.compile(
    rf"(?:{FLOW.pattern.removeprefix('^')})(?:(?:治理|修复|改造|培育|认定|引进|入库|签约|开工|投产|创建|建成)(?!项目|工程|企业|基地|平台))?"
)
TOPIC_NOUN = re.compile(r"(?:产业|行业|制造业|服务业|加工业|集群|园区|开发区|聚集区|经济)$")
HOLDS_RANK = re.compile(
    r"(?:[率数额量值度比价速幅]|指数|水平|规模|总数|收入|投资|产业|面积|里程|人数|人次|余额|浓度|能力|质量|成绩|实力|排名|考核|评价|评估|测评"
    r"|支出|效益|竞争力|出口|进口|进出口|消费|金融|经济|贸易|满意|安全感|增量|存量|总量|资金|利润|税收|发展|改革|示范区|平台|企业|项目|机构|基地"
    r"|集群|园区|景区|品牌|商标|产品|专利|医院|学校|工厂|车间|港口|机场|高速公路|桥梁|基站|景气|信用|环境|区|县|市|港|产能|绩效|考评|寿命|指标|建设|综合|密度|强度|存栏|出栏|热度|声誉|榜|》)$"
)
OUTPUT = re.compile(r"(?:年|总)?(?:产值|产量|交易额|营业收入|营收|产业规模|增加值|利润|销售额|成交额)")
BARE_RATE = re.compile(r"[一-鿿]{2}率")
RATE_OF = re.compile(r"(?<=[一-鿿]{2})[一-鿿]{2}率$")
HANDS_OUT = re.compile(
    r"(?:累计|全年|共)?(?:设立|组建|发行|下达|拨付|发放|投放|兑现|建立|购买|增发|减免|争取|筹集|落实|安排|化解|偿还|整合|撬动|带动|拉动|引导|追回|挽回)"
)
NEXT_OF_SIZES = re.compile(r"的[^,;:。的]{2,30}[、和]总?投资(?:约|近|超过?|达)?$")
AND_INVESTS = re.compile(r"[和及与、](?:总?投资|占地|投入)$")  # 投资3亿元的甲和投资2亿元的乙
AND_SUCH = re.compile(r"(?<=[一-鿿]{2})(?:等.*|[两三四五六七八九]个.+)$")
LISTED_OF_KIND = re.compile(
    r"(?P<items>[^,;:。的0-9、等]{2,14}(?:、[^,;:。的0-9、]{2,14}){1,3}?)等(?:[0-9]+[余多]?[个项家座条处所]|[一二两三四五六七八九十]+[大个项]|一批)"
    r"(?P<kind>[^,;:。、]{2,30})"
)
COUNT_FIRST = re.compile(
    r"^[0-9.]+[余多]?(?:万?平方?米|[万亿]?千瓦|万?吨|兆瓦|GW|MW|公里|万?亩|[个项家条座处户套栋所台辆艘宗批段])"
)
REACHES_OUT = re.compile(r"惠及|覆盖|受益|服务|带动|辐射|吸引|(?:惠及|受益)(?:群众|居民|家庭|农户|学生|师生|企业|人口)")
# 由30个工作日压减至9个工作日: what stands between leads to the second.
LEADS_ON = re.compile(r"[^,;。、]{0,6}(?:至|到|为)")
SIZE = re.compile(r"(?:\([^(),;]{1,10}\)|\))?及?以[上下]的?[\u4e00-\u9fff]")
# 5亿元(3000万美元)以上产业项目: a size said in two currencies.
SIZE_TWICE = re.compile(r"(?:\([0-9.]+[万亿]*美?元\)|\))及?以[上下]的?[\u4e00-\u9fff]")
PART_OF_NAME = re.compile(r"[—–-]|港|机场|站|大学|学院|医院|集团|高新区|经开区|新区|段|路|河|湖|江|山")
TOTAL = re.compile(r"总量|总额|总值|规模")
PLACED = re.compile(r"稳居|位居|居(?=全|世)|跻身|进入(?=全|世)|名列|位列|创(?:历史)?新高")
EACH = re.compile(r"分别[^,;:。]*$")
LISTED_ON = re.compile(r"(?:[、和][0-9]+[家个所项户名]?[^0-9,;。、]{0,6}[级定属管])+(?P<noun>[^0-9,;。、]{2,16})")
DIGIT = re.compile(r"(?:[约近超逾]|超过|多达)?[0-9]")
# Verbs between two counts: what the first did to the second.
ACTS_ON = re.compile(
    r"(?:辐射|带动|覆盖|惠及|服务|涉及|涵盖|吸纳|吸引|拥有|实现|完成|达到?|实施|开展|推进|提供|配备|建立|建成|获得?|入选|培育|引进|承担|安排|投入|发放)$"
)
SHORT_NOUNS = frozenset("村县市镇乡区国省路桥街")
IS_RATE = re.compile(r"(?:率|比重|比例|占比|强度|增速|增幅|涨幅)$")
GOODS = frozenset("糖盐煤铁钢油纸布粮棉麻猪羊牛马电水")
GROWS = re.compile(
    r"[,、](?:同比|比上年|较上年)?(?:增长|下降|提高|增加|(?:高于|低于|快于|高出)(?P<base>[^,;:、。0-9]{2,14})"
    r"|[比较](?P<since>[0-9]{4}年|“?十[一二三四]?五”?末)(?:增长|下降|提高|增加))"
)
ADDED_MONEY = re.compile(r"对?新增")
RAISED = re.compile(r"[、,]?(?:力争|争取|确保|努力)(?:达到?|突破|实现|增长)?")
SPEED = re.compile(r"(?:增速|增幅|增长率|涨幅|增长速度|幅度)[^,;。]{0,8}$")
# 在全省平安建设考评中排名第1, 全市满意度测评排全省第2: what a rank is held in, told in a clause of its own.
ASSESSED = re.compile(
    r"(?:我[市省县区州盟旗])?(?:连续[0-9一二两三四五六七八九十]+年)?(?:在|入围|跻身|入选|位列|位居)?"
    r"(?P<name>[^,;:。、]{3,40}?(?:考核|考评|测评|评价|评估|调查|评比|榜单?”?|(?:名城|指数|竞争力|综合实力)排名))"
    r"(?:排名|结果|成绩)?[中里]?[、 ]?(?:分别)?"
    r"(?:提升|上升|跃升|位列|位居|名列|稳居|跃居|排名|排在|排|居|列|位于|至|到|在)*"
    r"(?P<among>全[国省市区州]|全自治区|全球)?"
)
HELD_IN_IT = re.compile(r"[居列](?=全|国)|年[位稳]居")  # 新区位居全国百强榜第1: the zone holds it
# 5个|园区获批、净增面积: the noun counted before, and what a new member of the list says.
COUNTED_BEFORE = re.compile(r"(?![余多以左])[^,;:。、()]{2,14}(?:\([^()]*\))?、(?=[^,;:。、]{3})")
MOVED_UP = re.compile(r"(?:前移|后移|前进|后退|提升|上升|下降|晋升|进)了?$")
COUNTERS = frozenset(("个", "家", "户", "所", "座", "条", "项", "件", "处", "人", "名", "公里", "平方米", "亩"))
# 森林质量提升9万亩: what was done to so many, no rise.
DEED_BEFORE = re.compile(r"(?<=[一-鿿]{2})(提升|改善)(?:约|近|超过?|达)?$")
THINGS_BETTERED = COUNTERS - {"名", "人", "个", "项"}
# 增速高于全国2个百分点: so much apart are two rates of growth.
GROWTH_GAP = re.compile(
    r"(?:增速|增幅|增长率?)(?:均|分别|预计)?(?:[高低快慢]于|高出|超过?|[比较][^,;。、]{2,12}[高低快慢]出?)[^,;。、]{0,12}$"
)
SCOPE_ONLY = re.compile(r"全[省市县区国州盟旗镇]|我[省市县区国州]|[省市县区](?:本级)?|各地|城乡")
ECONOMY = frozenset(("经济", "国民经济", "整体经济", "经济总量"))
DRIVES = re.compile(r"^(?:(?:示范|辐射|引领)?带动|推动|促进|拉动|支撑|保持|稳定|落实|力争|实现)(?:全[市省县区州])?")
# Not nouns that begin like verbs: 研发人员, 监测点位, 储备项目.
ACTED_ON = re.compile(r"(?!研发|检测|监测|储备|规划|调整|恢复|保护|检查|审查|审批|奖励|补贴|开发|种植|采购)")
INVESTED = re.compile(r"(?<=项目)总?投资$")
SOUGHT = re.compile(r"争取|申报|获批|下达")
# What is begun and completed: 完成90个管网改造项目, 实施乡村建设项目12个、供水工程5个.
IS_A_WORK = re.compile(r"(?:项目|工程|事项)$")
COMPLETES = re.compile(r"完成了?(?:约|近|超过?|至少|不少于)?$")
PIECES = COUNTERS | frozenset(("套", "栋", "辆", "台", "支", "间", "张", "宗", "艘", "盏"))
DOES = re.compile(r"^(?:实施|完成|开展|组织|组织实施)(?:了|各类)?")
INCREASE = re.compile(r"新增|净增")
# Which part of the place a list is of, before its verb: 城区改造主干道16条、支路42条.
_PART = r"(?:中心城区|主城区|老城区|城区|市区|县城|农村|市直|市本级|县级|区级|省级|乡镇|沿线)"
PART_DONE = re.compile(rf"{_PART}(?=[一-鿿])")
OF_ZONE = re.compile(
    r"(?:货物|外贸)?(?:进出口|出口)(?:总?额)?|外贸|(?:规上)?工业(?:总产值|增加值|投资)|固定资产投资|.{0,6}(?:注册|落户|入驻|落地)"
)
FOOTNOTE = re.compile(r"[〔［\[(【][0-9]{1,3}[〕］\])】](?=[一-鿿])")
# 14县(市)统筹发展, 8市州: the unit goes on.
UNIT_GOES_ON = re.compile(r"(?:\((?:、?(?:市|区|县|旗|州|盟|镇|乡|街道办?|社区|村))+\)|[州盟区县](?=[一-鿿]))")
PLACE_UNITS = tuple("县市区州旗盟镇乡村")
# 3座35万千瓦电站, 4个2000亩基地: how big each of the things counted is.
SIZES = frozenset(("亩", "千瓦", "公斤", "平方米", "立方米", "吨级"))
BUILT = frozenset(("个", "家", "所", "座", "条", "项", "处", "台", "套", "栋", "宗", "片", "块"))
ROUND_SIZE = re.compile(r"[百千万]+[亩吨]")
# 河渠治理扎实推进: how it went on is no part of the name.
WENT_ON = re.compile(
    r"(?<=.{2})(?:进展|(?:加快|扎实|有序|稳步|全面|顺利|加速|深入|持续|强力)(?:推进|实施|建设|进行|开展))$"
)
AMONG_THEM = re.compile(r"(?:^|[,;、(])其中[,:]?(?=[^,;。]*$)")
TIMES_OF = re.compile(
    r"(?:是|为|相当于)(?P<base>(?:19|20)[0-9]{2}年|[“\"]?十[一二三四]?五[”\"]?(?:末|时期|期间)?|全[国省市]平均(?:水平)?|上年(?:同期)?)的$"
)
# 恢复到2019年的108%: a ratio to that year, not a share.
RECOVERED = re.compile(
    r"(?:恢复|回升|达)[到至](?P<base>(?:19|20)[0-9]{2}年)(?:同期)?的?$|相当于(?P<then>(?:19|20)[0-9]{2}年)(?:同期)?的$"
)
# 居全国百强市37位: a rank, though no 第 is said.
AT_RANK = re.compile(r"(?:位居|居(?![民住家委室])|名列|位列|排名|排在|位次)[^,;:。]{0,14}$")
# A place in a contest is no place by growth.
CONTEST = re.compile(
    r"(?:考核|考评|评估|评价|评比|测评|调查|督查|监测|排行榜|榜单?|百强[^,;。]{0,3}|强[市县区]|名城)中?$"
)
RANKED_APART = re.compile(r"(?:以上|左右)?[,、]?分(?:别)?(?:位?居|位?列|排名?|处|获)")
GREW = re.compile(r"(?:以上|左右)?[,、](?:同比|比上年)?(?:增长|增)")
# 债务累计压降85%: since it was begun.
CUT_SO_FAR = re.compile(r"累计(?:压降|压减|化解|削减|减少|下降|降低)(?:了|约|近|超过?)?$")
BARE_COUNT = re.compile(r"(?!.产)[一-鿿]{2}[量额]")
CASUALTIES = re.compile(r"(?:死亡|受伤|伤亡)人数|(?:直接)?经济损失")
CUTS = re.compile(r"^(?:削减|压减|减少|压降|减排)|(?:减碳|减排|降碳|减量|降幅|压减|去化|削减|压降)$")
NEW = re.compile(r"新增|新增加")
# 船舶年平均待泊时间 is a figure of one year.
MEAN_NAME = re.compile(r"年平均|年均")
# 1957年比1952年,工业总产值将增长98%: said once for all that follows.
SINCE = re.compile(r"^[^,;。]{0,16}?(?:同|比|较|与)(?P<base>[一二三四五六七八九〇零○0-9]{4}年)(?:相比|比较)?,")
# Nobody says of a single year that it grew by so many times.
SINCE_THEN = re.compile(r"[比较](?P<base>(?:19|20)[0-9]{2}年|[“\"]?十[一二三四]?五[”\"]?末)")
MOVER = re.compile(r"人大代表|政协委员")
MOTION = re.compile(r"(?:批评|意见|和|、)*(?:议案|建议|提案|意见建议)")
CUT = re.compile(r"(?:压减|削减|减少|压缩|降低|下调|提高|增加)$")
IN_TIME = re.compile(r"(?:按时|按期|及时|有效)$")
PROPOSALS = re.compile(r"[市县区省州]?政协(?:委员)?提案")
DEALS_WITH = re.compile(r"(?:主动)?(?:办理|办结|承办|答复|办复)")
# 带动200个村1.9万户增收: the second count is not of villages.
COUNTS_VILLAGES = re.compile(r"(?:[村镇乡县]|户数)$")
PEOPLE = {"户": "户数", "人": "人数", "人次": "人次"}
LESS = re.compile(r"(?:再|共|累计|年内)?(减少|压减|削减|降低|减免|减轻)[^,;。、]*$")
LESSENS = re.compile(r"(?:减少|压减|削减|减免|减轻)(?!排放)")
VOLTAGE = re.compile(r"[0-9.]+(?:千伏|[kK][vV]|万千瓦|兆瓦|[MG]W|万吨|公里)")
OWN_VERB = re.compile(r"[治造植修改清退还种栽补压][一-鿿]")
HELD_AT = re.compile(r"(?:控制在|稳定在|保持在|维持在)(?:[0-9.]+[%‰](?:左右|以[上下内])?[和、与])?$")
RISES = re.compile(r"(?:上升|提升|跃升|前移|进|升|跃居|下降|退)*[至到为]")
PRICES = frozenset(("居民消费价格", "工业生产者出厂价格", "商品零售价格"))
RAISED_OUTPUT = re.compile(r"(?:增产|减产|增收|多收)了?$")
STEPS = re.compile(r"(?:等级|位次|名次|档次)(?=[,;。、]|$)")
IS_TOTAL = re.compile(r"(?:总数|总量|总里程|总规模|总面积|总长度?)$")
# Verbs that the verb before does not govern: 清理料场3家、整顿搅拌站2家.
OTHER_DEED = re.compile(
    one_of(
        """
        整顿 拉动 撬动 组建 设立 成立 举办 承办 主办 打造 搭建 构建 谋划 发行 降低 减少 节约 节省 形成 走访 慰问
        制定 出台 修订 发布 推出 推广 启用 拆迁 拆改 收回 收购 核销 抽检 促成 撤并 整合 出栏 存栏 查获 挽回 追回 回收
        新栽 补栽 造林 减轻 柔性引才 柔性引进
        """
    )
    + r"|营造(?!林)|派出(?!所|机构)|启动(?!区|资金)|增加(?!值)|引导(?!基金|资金|区)|促进(?!中心|会)"
)
NOT_OF_FLOW = re.compile(rf"(?:{OTHER_DEED.pattern})(?=[一-鿿“]{{2}})")
# A capacity that is cut: 压减炼钢产能80万吨、水泥90万吨.
CUT_CAPACITY = re.compile(r"(?:压减|压缩|淘汰|化解|退出|削减|去除|关停)(?:落后|过剩)?(?=[^,;。]*产能$)")
WEIGHTS = frozenset(("公斤", "重量箱", "标准重量箱"))
_MEASURED_AS = re.compile(
    r"(?:占[^占]{2,16}的?|(?:面积|人数|总量)?(?:新增|净增)"
    r"|(?:毛?入学|毛?入园|巩固|参保|参合|覆盖|普及|合格|优良|达标|签约|开工|竣工|投产|入库|纳统|完成|办结|满意|受理|交付|就业|利用|处理|治理"
    r"|转化|接听|接通|解决|发放|筛查|治愈|成活|复工|达产|落地|履约|到位|改造)率(?:巩固|稳定)?"
    r"|(?:筹资|补助|保障|平均)标准|播面|总产|单产|覆盖面|存量)$"
)
TO_TOTAL = re.compile(r"[、,](?:总数|总量|累计|共)?(?:达到?|增至|增加到|突破|超过?)[约近超]?$")
ADDED = re.compile(
    r"(?:新增|净增)(?:建成|认定|登记|注册)|^(?:新增|净增|新建成?|新开设|新设立?|新认定|新引进|新培育|新注册|新登记)|(?:新增|净增|新登记|新注册)$"
)
COMPARING = re.compile(
    r"(?:分别|(?<!平)均|约|近|了|增长|增加|提高|下降|减少|降低|上升|提升|扩大|缩小|多|少|高|低|快)+$"
)
BEHIND_SHARE = re.compile(
    r"(?:达到|达|为|约|近|超过|超|每年都|每年|连续[^,;。]{1,3}年|均|都|至|到|提高|提升|上升|下降|的|保持在|稳定在|由|从"
    r"|(?:19|20)[0-9]{2}年|[上去]年|首次|历史性|突破|(?<=比[重例])在|[ ,、])+$"
)


FLOWS = re.compile(rf"(?:{FLOW.pattern.removeprefix('^')})+")


def verbless(left: str) -> str:
    """Cut what stands behind a share's whole: 占总装机容量的比重达到."""
    return BEHIND_SHARE.sub("", left)


def thing_of(name: str) -> str:
    """What a name measures something of, so that it can be measured as something else.

    >>> thing_of("小学入学率"), thing_of("新农合筹资标准"), thing_of("服务业占地区生产总值的"), thing_of("绿色工厂")
    ('小学', '新农合', '服务业', '绿色工厂')
    """
    shorter = _MEASURED_AS.sub("", name)
    return bearer(shorter if len(shorter) > 1 else name)


def is_bare_measure(name: str) -> bool:
    """Whether a member of a list names only a measure, of what the first member measures."""
    return (
        (GENERIC.match(name) is not None and "款" not in name)
        or CASUALTIES.fullmatch(name) is not None
        or BARE_RATE.fullmatch(name) is not None
    )


def with_kind(name: str, first: str) -> str:
    """专利申请量、授权量: what the first member counts, the others count too."""
    alike = BARE_COUNT.fullmatch(name) is not None and name[-1] == first[-1] and len(first) > len(name)
    return first[: -len(name)] + name if alike else name


def same_rated(name: str, before: str) -> str:
    """A further rate of what the one before was of: 企业诉求响应率95%、诉求办结率98%.

    >>> same_rated("诉求办结率", "企业诉求响应率"), same_rated("办结率", "企业诉求响应率")
    ('企业诉求办结率', '办结率')
    """
    at = before.find(name[:2])
    return before[:at] + name if at > 1 and len(name) > 3 and name.endswith("率") and before.endswith("率") else name


OF_ALL = re.compile(r"全[国省市区县州盟旗]|我[国省市区县州]")
_OF_THE_SAME = re.compile(
    r"(?P<noun>[一-鿿]{2,4}?)(?:占比|比例|数量|宗数(?:和金额)?|总?面积|平均利率|利率|任务|(?:开工|落地|达标|投产|竣工|建成|履约|完成|签约"
    r"|转化|入库|投用|办结|解决|到位|入住|使用|利用|出租|合格|覆盖)率)"
)


def of_the_same(name: str, before: str) -> str:
    """What is measured of the things counted before, which the measure names again without saying which.

    >>> of_the_same("项目落地率", "新签约外资项目"), of_the_same("贷款平均利率", "科创小微贷款余额")
    ('新签约外资项目落地率', '科创小微贷款平均利率')
    >>> of_the_same("项目落地率", "建成公园")
    '项目落地率'
    """
    again = _OF_THE_SAME.fullmatch(name)
    if again is None or exact(name):
        return name
    whole = before if _NEW_ONES.match(before) is not None else without_verb(before)
    which = whole[: max(0, whole.rfind(again["noun"]))].removesuffix("总").removesuffix("完成").removesuffix("年度")
    return which + name if len(which) > 1 else name


def is_measure(name: str) -> bool:
    """Whether a name says itself what is measured: 粮食播种面积, 诉求解决率."""
    measured = GENERIC.match(name) is not None or bearer(name) != name or RATE_OF.search(name) is not None
    return measured or name.endswith(("存款", "贷款"))


_LEVEL = re.compile(
    r"(?:国家|国|世界|部|省|市|区|县|自治区|州)(?:级|、|和|及|以上)*(?:(?:省|市|区|县|州)级?)?(?:级(?:及?以上)?)"
)
# Heads that things of every kind share.
_ANY_KIND = frozenset(("人才", "企业", "项目", "平台", "基地", "中心", "工程", "机构"))


_HAS_RANK = re.compile(
    r"[“《0-9]|发展|布局|建设|培育|打造|推广|全[国省市区州]|国家|中国|世界|[省市州]级|A级|.*(?:工程|计划|名录|榜)$|.{0,4}[省市州](?!场)"
)
_AWARDED = re.compile(r"(?:再|新增?)?(?:获批|获评|入选|认定|评定|命名|荣获|晋升|创成)$")
# What is mostly a title that somebody gives, if it was added under a rank.
_TITLE = re.compile(
    r".*(?:示范[一-鿿]{0,4}|样板区?|工厂|车间|冠军(?:企业)?|设计中心|孵化器|(?:领军|瞪羚|独角兽|龙头)企业|实验室|(?:技术|工程|研究|创新)中心"
    r"|产业园|产业集群|产业强镇)"
)


_ADDS = re.compile(
    r"新?(?:引育|招引|引进|招聘|培育|认定|入选|获批|获评|建成|打造|创建|设立|增设|选派|培训|立项)|新建|办理|查处|拆除|改造"
)
_RANKED = re.compile(r"(?:国家|全国|中国|世界|部级|(?:省|市|区|县|州|自治区)(?:[、和](?:省|市|区|县))*(?:级|重点))")
_PEOPLE_OF_NOTE = re.compile(r"(?:人才|团队|博士|专家|教师|医师|技师|院士)$")
_DONE = re.compile(r"^(?:利用|通过|依托|创[(（])|新(?!能源|材料|型|兴|一代|媒体)|(?:改造|整治|治理|培训|转化|安置)$")


# What is counted each year anew, whatever was added before: 新增高校2所,普通高校招生3万人.
_HAPPENS = re.compile(r"(?:招生|转移就业|就业创业|再就业|毕业|出栏|存栏|接待|参保|交付|发放|办结|培训|创业)$")


def goes_on(name: str, before: str) -> bool:
    """Whether a clause behind a comma only names more of what was done before: 引育团队20支,领军人才30名.

    >>> goes_on("省级智慧牧场", "创建国家级智慧牧场"), goes_on("粮食播种面积", "建成高标准农田")
    (True, False)
    """
    if INCREASE.match(before) is not None:
        return _HAPPENS.search(name) is None
    if _ADDS.match(before) is None or _DONE.search(name) or exact(name):
        return False
    people = _PEOPLE_OF_NOTE.search(name) is not None and _PEOPLE_OF_NOTE.search(before) is not None
    return people or _RANKED.match(name) is not None or name[-2:] == before[-2:]


_OF_STATE = re.compile(r"国家(?!级|和|[、地标重实高]|专精)|全国(?!首|第)")
# A rank that opens a member of a list is no scope of the figure: 全国文明城市5个、全国文明村镇8个.
_OWN_RANK = re.compile(r"、(?P<rank>全[国省区州])(?=[一-鿿“])")


def with_own_rank(name: str, left: str, before: str) -> str:
    """A title with the rank printed before it, where the member of the list before has one too.

    >>> with_own_rank("文明村镇", "、全国文明村镇", "新增全国文明城市")
    '全国文明村镇'
    >>> with_own_rank("公园总数", "、全市公园总数达", "新增公园")
    '公园总数'
    """
    own = _OWN_RANK.match(left)
    if own is None or not left.startswith(name, own.end()) or is_measure(name) or exact(name) is not None:
        return name
    return own["rank"] + name if _RANKED.search(before) or OF_ALL.search(before) else name


def with_level(name: str, before: str, verb: str = "") -> str:
    """国家级绿色工厂7家、绿色园区1家: a rank said of the first of a kind holds for the next.

    Args:
        before: what the figure before counted; `verb`: what was done. An award of one rank is told of all that follow.

    >>> with_level("龙头企业", "省级示范农场", "获评"), with_level("龙头企业", "省级示范农场")
    ('省级龙头企业', '龙头企业')
    """
    level = _LEVEL.match(before) or (_OF_STATE.match(before) if _TITLE.fullmatch(name) is not None else None)
    if level is None or _LEVEL.match(name) is not None:
        return name
    titled = _AWARDED.match(verb) or (verb in ("新增", "净增", "创建", "新创建", "获批创建") and _TITLE.fullmatch(name))
    if level.re is _OF_STATE and (not titled or _HAS_RANK.match(name) is not None):
        return name
    if titled and not (_HAS_RANK.match(name) or exact(name)):
        return level[0] + name
    kind = before[level.end() :]
    alike = any(name[i : i + 2] in kind for i in range(len(name) - 1) if name[i : i + 2] not in _ANY_KIND)
    return level[0] + name if alike else name


_PREDICATED = re.compile(
    r"[一-鿿”](?:投用|投产|投运|建成|获批|开通|启动建设|启动|的突破|达标|成型|落地|挂牌|竣工|封顶|运行|首飞|通车|上线|揭牌|开业)$|(?:深入|持续|稳步|扎实|全面|加快|不断|有序|有力|大幅)[一-鿿]{2}$|火爆|出圈$"
)


def last_member(name: str) -> str:
    """The last of several clauses that are joined like a list: 实施…工程、新增贸易主体; 国能二期、总投资."""
    *before, last = name.split("、")
    last = without_opening(last) if before and GENERIC.match(without_opening(last)) else last  # …、全市总数
    if not before:
        return name
    plain = last.removeprefix("累计").removeprefix("全年")
    if VERB_ALONE.fullmatch(plain) and len(thing := _DONE_TO_ALL.sub("", before[-1])) < len(before[-1]) - 3:
        return thing + plain  # 38个项目全部开工、完工12个
    names = has_word(last) and len(last) > 1 and not (VERB_ALONE.fullmatch(plain) or FLOWS.fullmatch(plain))
    if _PREDICATED.search(before[-1]) and names:
        return last  # 滨江水厂建成投用、日供水量…
    if GENERIC.match(last) and not any(map(is_measure, before)):
        return last
    done = FLOW.match(last)
    if (
        done
        and last[done.end() :][:1] != "等"
        and not any(FLOWS.fullmatch(part) for part in before)
        and any(map(FLOW.match, before))
    ):
        return last
    return name


_DONE_TO_ALL = re.compile(r"(?:全部|均|已)*(?:开工|竣工|投产|完工)(?:建设)?$")


def overlapped(name: str, tail: str) -> str:
    """Join two names, saying once what the one ends and the other begins with: 保险参保 + 参保率."""
    for size in range(min(len(name), len(tail)), 1, -1):
        if name.endswith(tail[:size]):
            return name + tail[size:]
    return name + tail


def without_verb(name: str) -> str:
    """A name without the verb that says what was done."""
    found = FLOW.match(name)
    whole = found is None or found.end() == len(name) or name[found.end()] in "类式型"  # 实施类项目
    return name if found is None or whole else name[found.end() :]


_NEW_ONES = re.compile(
    r"(?:再|拟|已|集中|成功)?(?:新(?!能源|材料|型|区|城|农|兴|一代|质|市民|车站)|签约|签订|签署|引进|招引|引育|落地|落户|开工|竣工(?=、)|投产|入库|入驻|谋划|储备|策划|包装|申报|争取|获批|洽谈|对接|在谈)"
)
# What only those have that were drawn in, signed or begun; a total is of all there are.
_THEIRS = re.compile(
    r"(?:计划|概算|估算|完成|协议|合同|意向|签约)*(?:总?投资额?|总?金额|引资额?|资金额?|签约额|到位资金|到资)|(?:协议|合同|意向|签约|成交)(?:总?投资额?|总?金额|引资额?|资金|总?额)"
    r"|(?:实际)?到位资金额?|投资总额|引资总额|占比|比例|资金|总额"
)


# How much was worked on, of what there is.
_WORKED_ON = re.compile(
    r"(?:综合|生态)?(?:治理|修复|整治|改造|复垦|恢复|拆除|绿化|新建|改建|扩建|新改建|新改扩建|提升)"
)
_EXTENT = re.compile(r"(?:总|建筑)?面积|总?里程|总?长度?|存栏|出栏")


def of_new_ones(before: str, measure: str) -> bool:
    """Whether a measure is only of those newly drawn in, signed or begun, so that the verb is part of whose it is.

    >>> of_new_ones("新签约亿元以上项目", "总投资"), of_new_ones("新设商务客厅", "总数")
    (True, False)
    >>> of_new_ones("实施重点项目", "总投资"), of_new_ones("治理矿山", "面积")
    (False, True)
    """
    drawn_in = _NEW_ONES.match(before) is not None and _THEIRS.fullmatch(measure) is not None
    return drawn_in or (_WORKED_ON.match(before) is not None and _EXTENT.fullmatch(measure) is not None)


def of_the_year(left: str) -> str:
    """What is invested in one year, where the words before a figure say so: 年度投资150亿元的项目; "" elsewhere.

    >>> of_the_year("抓好年度计划投资"), of_the_year("抓好总投资")
    ('年度计划投资', '')
    """
    found = OF_THE_YEAR.search(left)
    return found[0].replace("完成", "") if found is not None else ""


# Those that are only counted, with what they won: 2人获评省劳模、7人入选….
WINNERS = frozenset(("人", "名", "个", "家", "项", "件", "位", "篇", "部", "支", "镇", "村", "县"))
WON = re.compile(
    r"(?:分别|先后|成功)?(?:入选|入围|获评|获批|荣获|荣膺|获得|获(?=[一-鿿“]{3})|当选|上榜|荣登|跻身|被(?:评为|授予|命名为|认定为|确定为|列为))"
    r"[^,;。、()0-9]{3,24}(?=[,;。、])"
)
_WINS = re.compile(r"(?:成功)?(?:入选|入围|获评|获批|荣获|荣膺|获得?|当选|上榜|荣登|跻身|被).*$")


def winner(name: str) -> str:
    """What won something, without the deed told of it before.

    >>> winner("企业入选省级名单"), winner("申报项目"), winner("入选省级名单")
    ('企业', '项目', '')
    """
    thing = thing_of(_WINS.sub("", name))
    return re.sub(r"^(?:申报|推荐|新增|培育|认定|引进|建成)", "", thing) if len(thing) > 1 else ""


_ACTS_ITSELF = re.compile(
    r"(?:孵化(?!器|基地|园|平台|载体|中心|空间|企业)|加装|加固|硬化(?!路)|疏浚|腾退|收回|接种|慰问|走访|招收|录取|撬动|筹措|偿还|退还|返还|接收"
    r"|收治|抽检|督办|选聘|培养(?!基|皿)|评定|表彰)(?=[一-鿿“]{2})"
)


def acts_itself(name: str) -> bool:
    """Whether a member of a list has a verb of its own, so that the one before is not said of it.

    >>> acts_itself("孵化创业实体"), acts_itself("孵化基地")
    (True, False)
    """
    return _ACTS_ITSELF.match(name) is not None


def has_word(name: str) -> bool:
    return re.search(r"[一-鿿A-Za-z]", name) is not None


def shortened(name: str) -> str:
    """The last part of an overlong name, from a joint on."""
    for mark in ("、", "的"):
        at = name.rfind(mark, 0, -4)
        if at >= 0 and len(name) - at > 4:
            return name[at + 1 :]
    return name[-LONGEST_NAME:]
