"""The documents that an agency must publish, half written: the plan of measures, and the report on what was done.

Pure: a Report, the published scores and the measures in, a `report.Plan` out.
"""

from .about import MeasureOf
from .writing import plan_of

__all__ = ["MeasureOf", "plan_of"]
