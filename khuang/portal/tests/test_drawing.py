from khuang.portal.drawing import LINE, WIDTH, draw


def feature(kind, name, geometry, coordinates):
    return {
        "properties": {"kind": kind, "name": name},
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


SQUARE = [[99.0, 18.0], [99.1, 18.0], [99.1, 18.1], [99.0, 18.1], [99.0, 18.0]]


def test_a_village_fills_the_width_and_north_is_above():
    drawing = draw({"features": [feature("village", "บ้านดอกแก้ว", "Polygon", [SQUARE])]})
    (path, name, x, y) = drawing.areas[0]
    assert path.startswith(f"M0 {drawing.height}L{WIDTH} {drawing.height}L{WIDTH} 0")
    assert name == "บ้านดอกแก้ว"
    assert 0 < x < WIDTH
    assert 0 < y < drawing.height
    # A degree of latitude is longer than one of longitude, away from the equator.
    assert drawing.height > drawing.width


def test_parts_and_roads_are_drawn_and_communities_left_out():
    east = [[x + 0.2, y] for x, y in SQUARE]
    drawing = draw(
        {
            "features": [
                feature("village", "สองส่วน", "MultiPolygon", [[SQUARE], [east]]),
                feature("road", "", "LineString", [[99.0, 18.0], [99.3, 18.1]]),
                feature("community", "ชุมชน", "Polygon", [SQUARE]),
            ]
        }
    )
    assert drawing.areas[0][0].count("M") == 2
    assert [kind for kind, _ in drawing.lines] == ["road"]
    assert len(drawing.areas) == 1


def test_names_of_neighbours_stand_on_no_other():
    names = ["หมู่ 1 บ้านเหนือ", "หมู่ 2 บ้านใต้", "หมู่ 3 บ้านกลาง"]
    features = [feature("village", name, "Polygon", [SQUARE]) for name in names]
    first, *others = (y for _path, _name, _x, y in draw({"features": features}).areas)
    assert first == draw({"features": features[:1]}).areas[0][3]
    assert sorted(y - first for y in others) == [-LINE, LINE]


def test_without_outlines_there_is_no_drawing():
    assert draw({"features": []}) is None
