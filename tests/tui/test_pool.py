"""Pool: the fit of everybody with everybody, groups beside each other; Enter opens the pair."""

from mentor_tui.actions.suggesting import problem_of
from mentor_tui.matching.picture import picture_of
from tests.tui.conftest import press, ready


def text_of(app):
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_the_picture_shows_the_fits_and_enter_opens_the_pair(app_on):
    app = app_on("nmrt-2026")
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        problem = app.review.problem
        picture = picture_of(problem)
        assert sorted(picture.helpers) == list(range(len(problem.helper_ids)))
        assert sorted(picture.learners) == list(range(len(problem.learner_ids)))
        assert picture == picture_of(problem_of(app.workspace, "nmrt-2026"))
        await press(pilot, "6", "j", "right")
        helper, learner = picture.helpers[1], picture.learners[1]
        names = [
            app.roster.name(problem.learner_ids[learner]),
            app.roster.name(problem.helper_ids[helper]),
        ]
        assert f"{names[0]} + {names[1]}" in text_of(app)
        for _ in range(len(picture.helpers)):
            await press(pilot, "right")
            at = problem.helper_at[app.screen._helper]
            if problem.possible[at, learner]:
                break
        row = next(line for line in text_of(app).splitlines() if line.strip().startswith(">"))
        assert names[0] in row
        assert f"{round(problem.points(at, learner))}" in row
        await press(pilot, "enter")
        assert app.screen.NAME == "board"
        assert app.review.cursor == problem.learner_ids[learner]
        assert app.review.current()[0] == at


async def test_the_order_of_the_picture_stays_after_a_decision(app_on):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "6")
        order = app.screen._picture
        await press(pilot, "3", "a", "6")
        assert app.screen._picture == order
        assert "decided" in text_of(app)
