"""Where the rules come from, as they are cited to the clerk and on papers.

Articles are those of the Administrative Licensing Act (行政许可法) unless another act is named;
SEED is the Karamay working rule 《克拉玛依市政务服务“最多跑一次”工作规则》.
"""

from __future__ import annotations

from typing import Final

ACT: Final = "《行政许可法》"
SEED: Final = "《克拉玛依市政务服务“最多跑一次”工作规则》"

NOT_REQUIRED: Final = f"{ACT}第三十二条第一款第一项"
WRONG_AUTHORITY: Final = f"{ACT}第三十二条第一款第二项"
ON_THE_SPOT: Final = f"{ACT}第三十二条第一款第三项"
ONE_NOTICE: Final = f"{ACT}第三十二条第一款第四项"
MUST_ACCEPT: Final = f"{ACT}第三十二条第一款第五项"
WRITTEN_VOUCHER: Final = f"{ACT}第三十二条第二款"
REASONS: Final = f"{ACT}第三十八条第二款"
EXTENSION: Final = f"{ACT}第四十二条第一款"
JOINT: Final = f"{ACT}第二十六条、第四十二条第二款"
TWO_OFFICERS: Final = f"{ACT}第三十四条第三款"
FEES: Final = f"{ACT}第五十八条、第五十九条"
WITHDRAWING: Final = "申请人在决定作出前可以撤回申请"
HEARING: Final = f"{ACT}第四十六条、第四十七条、第四十八条"
FIRST_REVIEW: Final = f"{ACT}第四十三条"
RENEWAL: Final = f"{ACT}第五十条"
DELIVERY: Final = f"{ACT}第四十四条"
EXCLUDED_TIME: Final = f"{ACT}第四十五条"
CORRECTING: Final = "自收件起算的期限,补正所需时间不计入(《建筑工程施工许可管理办法》第五条等,未核验原文)"

CHECK_EACH: Final = f"{SEED}三(三)1:逐项审核申请材料"
INCOMPLETE: Final = f"{SEED}三(三)1:容缺受理"
ONE_WINDOW: Final = f"{SEED}三(二)1:前台统一受理"
HANDOVER: Final = f"{SEED}三(二)2:后台分类审批"
DELIVERING: Final = f"{SEED}三(二)3:统一出件"
PUBLICITY: Final = f"{SEED}三(三)2:公告公示"
JOINT_VISIT: Final = f"{SEED}三(三)2:联合踏勘、联合验收"
REGIONAL_REVIEW: Final = f"{SEED}三(三)2:区域评审"
OPINION: Final = f"{SEED}三(三)2:并联审批"
SHARED: Final = f"{SEED}三(三)1、四(三):共享材料由提供方负责,不得要求申请人重复提供"
CHANNELS: Final = f"{SEED}二(二):申请和反馈方式由申请人自主选择"
AGENT: Final = f"{ACT}第二十九条;{SEED}二(二):全程代办"
RESULT_SENT: Final = f"{SEED}三(三)4:送达"
INFORMED_COMMITMENT: Final = "国办发〔2020〕42号:证明事项和涉企经营许可事项告知承诺制"
REFUSAL_REPORT: Final = "否定报备制度(本地政策)"
RATING: Final = "政务服务“好差评”制度;GB/T 39046—2020 A.8"
LIGHTER: Final = "新清单减少材料或缩短时限的,对在办案卷从轻适用"
CONSULTATION: Final = f"{ACT}第三十条第二款;首问负责制"
CUSTODY: Final = "案卷保管规则:谁持有案卷,谁办理"
RECORD: Final = "案卷规则:行为只增不改,更正须有理由"
FILING: Final = "备案事项以“已备案”办结,不作准予或不予决定"
