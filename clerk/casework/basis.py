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
DELIVERY: Final = f"{ACT}第四十四条"
EXCLUDED_TIME: Final = f"{ACT}第四十五条"

CHECK_EACH: Final = f"{SEED}三(三)1:逐项审核申请材料"
INCOMPLETE: Final = f"{SEED}三(三)1:容缺受理"
ONE_WINDOW: Final = f"{SEED}三(二)1:前台统一受理"
HANDOVER: Final = f"{SEED}三(二)2:后台分类审批"
DELIVERING: Final = f"{SEED}三(二)3:统一出件"
CUSTODY: Final = "案卷保管规则:谁持有案卷,谁办理"
RECORD: Final = "案卷规则:行为只增不改,更正须有理由"
FILING: Final = "备案事项以“已备案”办结,不作准予或不予决定"
