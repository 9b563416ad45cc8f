"""Figures and what is made of them: scorecards, boards, month close, weekly reasons, appraisals."""
