"""A stand-in for LINE, on the own machine and never LINE itself. Plain Python, for tests and the demo.

    with Standin(webhook="http://127.0.0.1:8000/line/fah-sai/") as line:
        kham = line.user("ยายคำ")
        line.send_event(line.acts.text(kham, "สวัสดี"))
        line.chat(kham)

What LINE does is copied from its public description (line-openapi and its reference).
"""
