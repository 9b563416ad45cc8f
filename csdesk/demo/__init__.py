"""The demo: invented data made by rule (domain.md §5), marked 演示数据, and the whole way through csdesk with it."""

from csdesk.demo.run import DemoResult, run_demo

__all__ = ["DemoResult", "run_demo"]
