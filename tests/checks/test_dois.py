"""DOIs of reference lists: examples that are reported, and real forms that are not."""

import re
import tomllib
from importlib import resources

import pytest

FOX = "Fox A. Foxes of the northern woods and their sleep. Wood Science. 2001; 12(3):45-50."
HEN = "Hen B. Hens in winter, a long and careful study. Farm Journal. 2003; 7(1):11-19."
COW = "Cow C. Grazing of cows on the slopes of hills. Grass Letters. 2010; 2(4):101-9."
OWL = "Owl D. Night vision of owls and of their young. Eye Research. 2012; 31(2):77-84."

# Forms that registrants use, with numbers of our own; the ISSNs are those of journals, so that their check digits are right.
SOUND = """
10.1097/j.pain.0000000000001234 10.1097/aln.0b013e3181c0ffee 10.1097/01.ccm.0000012345.12345.7a 10.1097/00000542-199712000-00011
10.1213/ane.0000000000001234 10.1213/01.ane.0000012345.12345.36 10.1212/wnl.0000000000001234 10.1227/neu.0b013e31822d1234
10.1371/journal.pone.0123456 10.1371/journal.pmed.1001234 10.3389/fphar.2019.01234 10.3389/fpsyt.2022.123456 10.3389/fnins.2024.1234567
10.1016/j.pain.2009.02.005 10.1016/j.ijrobp.2004.07.702 10.1016/j.neuropharm.2020.108123 10.1016/s0140-6736(06)12345-x
10.1016/0304-3959(96)12345-8 10.1016/0304-3940(92)90137-v 10.1016/b978-0-12-123456-7.00012-3 10.1017/s0033291709990123
10.1007/s00540-012-1234-0 10.1007/s40263-018-0519-3 10.1007/bf02785304 10.1007/s002130050606 10.1007/978-3-030-12345-6_7
10.1038/s41586-019-1234-5 10.1038/s41598-017-12345-w 10.1038/nature12345 10.1038/mp.2012.34 10.1186/s12871-016-0188-4
10.1186/1471-2253-12-3 10.1186/cc1234 10.3390/ijms22189921 10.3390/jcm8010001 10.3390/ijms252413567 10.1136/bmj.d2983
10.1136/bmjopen-2015-007603 10.1136/bmj-2022-072249 10.1136/bmj.328.7455.1561 10.1111/j.1365-2044.2006.04601.x
10.1111/j.1365-2125.1978.tb01676.x 10.1111/j.1151-2916.1996.tb01234.x 10.1111/anae.12345 10.1111/1471-0528.12345 10.1002/ejp.123 10.1002/j.1532-2149.2012.00123.x
10.1177/0269881107083814 10.1177/02698811211012345 10.1177/0272989x13520192 10.1080/02791072.2014.907126 10.1080/02841860802403721
10.1152/jn.00123.2005 10.1152/jn.1997.78.6.2954 10.1523/jneurosci.4507-09.2009 10.1523/jneurosci.17-08-02921.1997
10.1126/science.1223813 10.1126/science.aaa1234 10.1126/science.279.5355.1333 10.1056/nejm199812033392303 10.1056/nejmoa1105243
10.1056/nejmra041867 10.1001/jama.2013.280319 10.1001/archneur.63.9.1287 10.1001/archpsyc.1994.03950030035004 10.2147/jpr.s12345
10.2147/copd.2007.2.4.595 10.4103/0253-7613.68417 10.4103/ija.ija_123_20 10.7759/cureus.12345 10.1037/a0012345 10.1037/pha0000123
10.2337/dc11-2289 10.1124/jpet.109.123456 10.1161/circulationaha.105.578229 10.1161/01.str.26.7.1200 10.1159/000125141
10.1101/2020.03.04.123456 10.1101/123456 10.1021/acs.jmedchem.5b01234 10.1093/bja/aem123 10.1073/pnas.0812600106
10.1002/14651858.cd004603.pub2
10.1002/(sici)1097-0258(19960215)15:3<249::aid-sim160>3.0.co;2-j 10.14740/jocmr1234w 10.21037/atm.2016.12.34 10.1155/2010/123456
""".split()
BROKEN = """
10.1097/j.pain.000000000001234 10.1097/aln.0b013e3181c0ffe 10.1097/01.ccm.000012345.12345.7a 10.1097/00000542-199712000-0011
10.1213/ane.00000000000001234 10.1371/journal.pone.012345 10.3389/fphar.219.01234 10.1016/j.pain.2009.13.005 10.1016/j.pain.209.02.005
10.1016/j.neuropharm.2020.1081 10.1016/s0140-6736(06)1234-x 10.1016/s0140-6737(06)12345-x 10.1017/s003329170999012
10.1007/s0540-012-1234-0 10.1038/s41586-19-1234-5 10.1038/nature1234 10.1186/1471-2254-12-3 10.3390/ijms2218
10.1136/bmjopen-2015-0076 10.1111/j.1365-2044.2006.04601 10.1111/j.1365-2045.2006.04601.x 10.1111/anae.1234
10.1177/0269881207083814 10.1080/02791073.2014.907126 10.1152/jn.0123.2005 10.1523/jneurosci.450-09.2009 10.1126/science.122381
10.1056/nejm19981203339230 10.1001/jama.3013.280319 10.4103/0253-7614.68417 10.1037/a001234 10.2337/dc11-228 10.1159/00012514
10.1124/jpet.109.12345 10.1101/2020.13.04.123456 10.1021/acs.jmedchem.5b0123 10.1002/14651858.cd04603.pub2
10.2147/jpr.s1234567 10.7759/cureus.1234567 10.1161/circulationaha.105.57822
""".split()


def list_of(dois):
    """Return an entry for each DOI, each of another journal."""
    return [
        f"Fox A. Foxes of wood number {number} and their sleep. Wood {number} Science. 2001; 12(3):45-50. doi: {doi}"
        for number, doi in enumerate(dois, 1)
    ]


def test_registered_forms_are_not_malformed(find, article):
    assert find("malformed-doi", article(entries=list_of(SOUND))) == []


def test_a_slip_in_a_form_is_malformed(find, article):
    found = find("malformed-doi", article(entries=list_of(BROKEN)))
    assert [raw for raw, _ in found] == BROKEN
    assert found[0][1].startswith("entry 1: the DOI 10.1097/j.pain.000000000001234 has not the shape of its registrant")


def test_the_check_digit_of_an_issn_is_information(make_corpus, article):
    text = article(entries=list_of(["10.1111/j.1365-2045.2006.04601.x"]))
    assert severities(make_corpus, text, "malformed-doi") == ["info"]
    (message,) = make_corpus({"a.txt": text}).findings.query("check == 'malformed-doi'")["message"]
    assert message.endswith("holds 1365-2045, which is no ISSN: its check digit is wrong")


@pytest.mark.parametrize("dois", [SOUND, BROKEN])
def test_every_shape_has_an_example(dois):
    text = resources.files("evidence_review.checks").joinpath("doi_shapes.toml").read_text(encoding="utf-8")
    for shape in tomllib.loads(text)["shape"]:
        suffixes = [suffix for prefix, _, suffix in (doi.partition("/") for doi in dois) if prefix in shape["prefixes"]]
        assert any(re.fullmatch(shape["applies"], suffix) for suffix in suffixes), shape["name"]


def of_journal(years, dois, journal="Journal of Night Birds"):
    names = [
        "Fox A. Calls of foxes",
        "Hen B. Dreams of hens",
        "Cow C. Steps of cows",
        "Owl D. Wings of owls",
        "Elk E. Horns of elks",
    ]
    return [
        f"{name} in the valley. {journal}. {year}; 1(1):1-2. doi: {doi}"
        for name, year, doi in zip(names, years, dois, strict=False)
    ]


def severities(make_corpus, text, code):
    found = make_corpus({"a.txt": text}).findings
    return found.loc[found["check"] == code, "severity"].tolist()


def test_doi_prefix_mismatch(find, article, make_corpus):
    dois = ["10.5555/a1", "10.5555/a2", "10.6666/a3", "10.5555/a4"]
    text = article(entries=of_journal([2001, 2004, 2003, 2006], dois))
    ((raw, message),) = find("doi-prefix-mismatch", text)
    assert raw == "10.6666/a3"
    assert message == (
        "entry 3: the DOI begins with 10.6666; the 3 other entries of Journal of Night Birds begin with 10.5555"
    )
    assert severities(make_corpus, text, "doi-prefix-mismatch") == ["warning"]


def test_an_older_entry_may_be_of_the_former_publisher(make_corpus, article):
    text = article(
        entries=of_journal([2008, 2004, 1999, 2006], ["10.5555/a1", "10.5555/a2", "10.6666/a3", "10.5555/a4"])
    )
    assert severities(make_corpus, text, "doi-prefix-mismatch") == ["info"]


def test_two_prefixes_of_one_publisher(make_corpus, article):
    dois = ["10.1111/one.12345", "10.1111/one.12346", "10.1046/j.one.x", "10.1111/one.12347"]
    text = article(entries=of_journal([2001, 2004, 2003, 2006], dois))
    assert severities(make_corpus, text, "doi-prefix-mismatch") == ["info"]


@pytest.mark.parametrize(
    "dois",
    [
        pytest.param(["10.5555/a1", "10.5555/a2", "10.6666/a3"], id="two others are too few"),
        pytest.param(["10.5555/a1", "10.5555/a2", "10.6666/a3", "10.6666/a4"], id="two and two"),
        pytest.param(["10.5555/a1", "10.5555/a2", "10.5555/a3", "10.5555/a4"], id="all the same"),
    ],
)
def test_no_doi_prefix_mismatch(find, article, dois):
    entries = of_journal([2001, 2004, 2003, 2006], dois)
    assert find("doi-prefix-mismatch", article(entries=[*entries, OWL][:4])) == []


def test_a_prefix_is_compared_over_all_lists(make_corpus, article):
    others = of_journal([2001, 2004, 2006], ["10.5555/a1", "10.5555/a2", "10.5555/a4"])
    own = of_journal([2003], ["10.6666/a3"])
    corpus = make_corpus(
        {
            "a.txt": article(entries=[*others, OWL]),
            "b.txt": article(entries=[*own, HEN, COW, OWL], title="Birds of the valley: a review"),
        }
    )
    found = corpus.findings[corpus.findings["check"] == "doi-prefix-mismatch"]
    assert found["raw"].tolist() == ["10.6666/a3"]


def test_doi_shared(find, article):
    entries = [f"{FOX} doi: 10.5555/abc", HEN, COW, f"{OWL} doi: 10.5555/ABC"]
    text = article(entries=entries)
    ((raw, message),) = find("doi-shared", text)
    assert raw == "10.5555/ABC"
    assert message == "entry 4 has the DOI of entry 1, and another title"
    # One DOI does not make them one work where the titles say otherwise.
    assert find("duplicate-reference", text) == []


def test_one_work_listed_twice_is_a_duplicate_and_shares_no_doi(find, article):
    again = "Fox A. Foxes of the Northern Woods, and their sleep. Wood Sci. 2001;12:45-50. doi: 10.5555/abc"
    text = article(entries=[f"{FOX} doi: 10.5555/abc", HEN, COW, again])
    assert find("doi-shared", text) == []
    assert len(find("duplicate-reference", text)) == 1


@pytest.mark.parametrize(
    ("doi", "year"),
    [
        ("10.1016/j.pain.2005.02.005", "2005"),
        ("10.1111/j.1365-2044.1998.04601.x", "1998"),
        ("10.3389/fphar.2019.01234", "2019"),
    ],
)
def test_doi_year_mismatch(find, article, doi, year):
    ((raw, message),) = find("doi-year-mismatch", article(entries=[f"{FOX} doi: {doi}", HEN, COW, OWL]))
    assert raw == doi
    assert message == f"entry 1 is of 2001; its DOI {doi} is of {year}"


@pytest.mark.parametrize(
    "doi",
    [
        pytest.param("10.1016/j.pain.2001.02.005", id="the same year"),
        pytest.param("10.1016/j.pain.1999.12.005", id="accepted two years before"),
        pytest.param("10.1016/s0140-6736(96)12345-x", id="a number that may be no year"),
        pytest.param("10.5555/abc.1985.12", id="a registrant whose form is not known"),
    ],
)
def test_no_doi_year_mismatch(find, article, doi):
    assert find("doi-year-mismatch", article(entries=[f"{FOX} doi: {doi}", HEN, COW, OWL])) == []
