using System.Text;
using static Api.Tests.Tables.SmallBook;
using static Api.Tests.Tables.Workbooks;

namespace Api.Tests.Tables;

/// <summary>
/// Tables as people send them, each with all that must come of it: the figures that were read, then every problem with
/// its cell. What a person clearly meant is read; everything else is refused by name.
/// </summary>
internal static class ImportCases
{
    private const string Head = "code,cases,survey\n";
    private const string Long = "region,indicator,value,unit,evidence\n";
    private static readonly string[] Columns = ["code", "cases", "survey"];

    public static (string Name, byte[] Bytes, string? Type, string Said)[] All { get; } =
        [.. Csv(), .. Encodings(), .. Xlsx(), .. Broken()];

    private static (string, byte[], string?, string)[] Csv() =>
    [
        Text("a wide table", Head + "990101,5,97.1\n990102,6,\n", "990101/cases=5 990101/survey=97.1 990102/cases=6"),
        Text("names and units in Chinese", "地区名称,案件（起）,常住人口 (万人)\n西湖区,5,1.5\n", "990101/cases=5 990101/residents=1.5"),
        Text("names in English, any case", "REGION,cases (ALL),Survey (%)\nwest  lake,5,97\n", "990101/cases=5 990101/survey=97"),
        Text("code and name agree", "地区代码,地区名称,级别,案件\n990102,新区,县,5\n", "990102/cases=5"),
        Text("a long table", Long + "990101,满意率,97,%,\n990101,cases,5,起,\"all, counted\"\n",
            "990101/cases=5(all, counted) /B2!ImportNameAmbiguous"),
        Text("CRLF, blank lines and a last line without end", "code,cases\r\n\r\n990101,5\r\n,\r\n990102,6", "990101/cases=5 990102/cases=6"),
        Text("not reported", "code,cases,survey,centre,residents\n990101,..,—,-, \n990102,…,/,,2\n", "990102/residents=2"),
        Text("full width", "ｃｏｄｅ，\n", "/A1!ImportHeadingUnknown /A1!ImportHeadingMissing"),
        Text("full-width digits", Head + "９９０１０１,１２．５,９７％\n990102,\"　5　\",−1\n",
            "990101/cases=12.5 990101/survey=97 990102/cases=5 990102/survey=-1"),
        Text("per cent", Head + "990101,5%,97.10 %\n", "990101/survey=97.10 /B2!ImportCellMalformed"),
        Text("yes and no", "code,centre\n990101,是\n990102,No\n990103,maybe\n", "990101/centre=1 990102/centre=0 /B4!ImportCellMalformed"),
        Text("thousands separators", Head + "990101,\"1,234\",1 234.5\n990102,\"12,345,678.9\",１，２\n",
            "/B2!ImportCellMalformed /C2!ImportCellMalformed /B3!ImportCellMalformed /C3!ImportCellMalformed"),
        Text("dates", Head + "990101,2017-05-01,2017/5\n990102,2017年5月,5.1.2017\n",
            "/B2!ImportCellMalformed /C2!ImportCellMalformed /B3!ImportCellMalformed /C3!ImportCellMalformed"),
        Text("no numbers", Head + "990101,about 5,1e3\n990102,+5,5.\n990103,10²,0x1F\n",
            "/B2!ImportCellMalformed /C2!ImportCellMalformed /B3!ImportCellMalformed /C3!ImportCellMalformed "
            + "/B4!ImportCellMalformed /C4!ImportCellMalformed"),
        Text("formulas", "code,cases\n=A1,5\n990101,=1+1\n990102,＝1\n",
            "/A2!ImportFormula /A2!ImportRegionUnknown /B3!ImportFormula /B4!ImportFormula"),
        Text("unknown regions", "code,cases\n990199,5\n绍兴市,5\n,5\n990000,5\n",
            "/A2!ImportRegionUnknown /A3!ImportRegionUnknown /A4!ImportRegionUnknown /A5!ImportRegionUnknown"),
        Text("a name of two regions", "region,cases\n新区,5\n", "/A2!ImportNameAmbiguous"),
        Text("code and name of two regions", "code,name,cases\n990101,东海市,5\n", "/B2!ImportNamesDiffer"),
        Text("the wrong level", "code,level,cases\n990101,设区市,5\n990102,town,6\n",
            "990101/cases=5 990102/cases=6 /B2!ImportNamesDiffer /B3!ImportNamesDiffer"),
        Text("unknown headings", "code,cases,备注,survey (人),cases (起/万人)\n990101,5,x,97,3\n",
            "990101/cases=5 /C1!ImportHeadingUnknown /D1!ImportUnitDiffers /E1!ImportUnitDiffers"),
        Text("a unit the rulebook does not tell", "code,loss (%)\n990101,5\n", "/B1!ImportUnitDiffers"),
        Text("a heading of two indicators", "code,满意率\n990101,5\n", "/B1!ImportNameAmbiguous"),
        Text("an indicator counted from incidents", "code,accidents\n990101,5\n", "/B1!IndicatorCountsIncidents"),
        Text("doubled headings", "code,cases,案件,level,level\n990101,5,6,县,县\n",
            "990101/cases=5 /C1!ImportHeadingDuplicate /E1!ImportHeadingDuplicate /C2!ImportRowDuplicate"),
        Text("no region column", "cases\n5\n", "/A1!ImportHeadingMissing"),
        Text("no indicator column", "code\n990101\n", "/A1!ImportHeadingMissing"),
        Text("long without values", "code,indicator\n990101,cases\n", "/A1!ImportHeadingMissing"),
        Text("long and wide", "code,indicator,value,cases\n990101,cases,5,6\n", "990101/cases=5 /D1!ImportHeadingUnknown"),
        Text("evidence in a wide table", "code,cases,evidence\n990101,5,seen\n", "990101/cases=5 /C1!ImportHeadingUnknown"),
        Text("a value under no heading", "code,cases,\n990101,5,6\n990102,6,,7\n",
            "990101/cases=5 990102/cases=6 /C2!ImportCellMalformed /D3!ImportCellMalformed"),
        Text("duplicates", "code,cases\n990101,5\n西湖区,5\n990102,1\n", "990101/cases=5 990102/cases=1 /B3!ImportRowDuplicate"),
        Text("unknown indicators and units", Long + "990101,nonsense,5,,\n990101,,5,,\n990101,cases,5,人,\n",
            "990101/cases=5 /B2!ImportIndicatorUnknown /C3!ImportIndicatorUnknown /D4!ImportUnitDiffers"),
        Text("too long a cell", Long + $"990101,cases,5,,{new string('x', 31)}\n{new string('9', 40)},cases,5,,\n",
            "990101/cases=5 /E2!ImportTooLarge /A3!ImportTooLarge /A3!ImportRegionUnknown"),
        Text("no figure", Head + "990101,,\n", "!ImportHoldsNoFigure"),
        Text("nothing", "", "!ImportHoldsNoFigure"),
        Text("a guarded heading", "'=code,cases\n990101,5\n", "/A1!ImportHeadingUnknown /A1!ImportHeadingMissing"),
        Text("too many rows", Head + string.Concat(Enumerable.Repeat("990101,,\n", 60)), "/A51!ImportTooLarge"),
        Text("too many cells", Head + new string(',', 600), "/A2!ImportTooLarge"),
        Text("too many figures", Long + string.Concat(
                "990100 990101 990102 990103".Split(' ').SelectMany(r =>
                    "cases loss survey centre twin residents".Split(' ').Select(i => $"{r},{i},0,,\n"))),
            string.Join(' ', "990100 990101 990102".Split(' ').SelectMany(r =>
                "cases loss survey centre twin residents".Split(' ').Select(i => $"{r}/{i}=0")))
            + " 990103/cases=0 990103/loss=0 /C22!ImportTooLarge"),
        Text("an open quote", Head + "990101,5,\"97\n990102,6,98\n", "/A2!ImportUnreadable"),
        Text("a quote in a cell", Head + "990101,5\"6,97\n", "/A2!ImportUnreadable"),
    ];

    private static (string, byte[], string?, string)[] Encodings() =>
    [
        ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Utf8("地区,案件\n西湖区,5\n")], null, "990101/cases=5"),
        ("GB18030", Chinese("地区,案件\n西湖区,5\n"), null, "990101/cases=5"),
        ("GB18030 as named", Chinese("地区,案件\n西湖区,5\n"), "text/csv; charset=GBK", "990101/cases=5"),
        ("GB18030 with four bytes", Chinese("地区,指标,值,依据\n西湖区,cases,5,㐂𠀀\n"), null, "990101/cases=5(㐂𠀀)"),
        ("GB18030 named UTF-8", Chinese("code,cases\n西湖区,5\n"), "text/csv; charset=utf-8", "/A2!ImportEncodingUnknown"),
        ("damaged UTF-8", [.. Utf8("地区,案件\n西湖区"), 0xE4, .. Utf8(",5\n")], null, "/A2!ImportEncodingUnknown"),
        ("neither", [.. Utf8("code,cases\n990101,5\n"), 0xFF, 0xFF], null, "/A3!ImportEncodingUnknown"),
        ("UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("code,cases\n")).ToArray(), null,
            "/A1!ImportEncodingUnknown"),
        ("a charset that is not read", Utf8("code,cases\n"), "text/csv; charset=big5", "!ImportEncodingUnknown"),
    ];

    private static (string, byte[], string?, string)[] Xlsx() =>
    [
        ("a wide XLSX", Of(Rows(Columns, ["#990101", "#5", "#97.1"])), null, "990101/cases=5 990101/survey=97.1"),
        ("shared and rich strings", Of(
            Rows(["<c r='@' t='s'><v>0</v></c>", "<c r='@' t='s'><v>1</v></c>"], ["<c r='@' t='s'><v>2</v></c>", "#5"]),
            Strings("<t>地区</t>", "<r><t>案</t></r><r><t>件</t></r><rPh sb='0' eb='1'><t>an</t></rPh>", "<t>西湖区</t>")), null,
            "990101/cases=5"),
        ("numbers as Excel writes them", Of(Rows(
            Columns, ["990101", "#1.1000000000000001", "#97.099999999999994"], ["990102", "#5.0000000000000002E-5", "#1E3"],
            ["990103", "#0.30000000000000004", "#99.999999999999986"])), null,
            "990101/cases=1.1 990101/survey=97.1 990102/cases=0.00005 990102/survey=1000 990103/cases=0.3 990103/survey=100"),
        ("a number beyond Excel", Of(Rows(Columns, ["990101", "#12345678901234567.25", ""])), null, "/B2!ImportCellMalformed"),
        ("that number as text", Of(Rows(Columns, ["990101", "12345678901234567.25", ""])), null, "990101/cases=12345678901234567.25"),
        ("per cent formats", Of(Rows(
            Columns, ["990101", "<c r='@' s='1'><v>0.05</v></c>", "<c r='@' s='1'><v>0.97099999999999997</v></c>"],
            ["990102", "<c r='@' s='5'><v>1234.5</v></c>", "<c r='@' s='4'><v>1.01</v></c>"])), null,
            "990101/survey=97.1 990102/cases=1234.5 990102/survey=101 /B2!ImportCellMalformed"),
        ("dates as numbers", Of(Rows(
            Columns, ["990101", "<c r='@' s='2'><v>42856</v></c>", "<c r='@' s='3'><v>42856</v></c>"],
            ["990102", "<c r='@' t='d'><v>2017-05-01</v></c>", "#7"])), null,
            "990102/survey=7 /B2!ImportCellMalformed /C2!ImportCellMalformed /B3!ImportCellMalformed"),
        ("truths and errors", Of(Rows(
            ["code", "centre", "cases"], ["990101", "<c r='@' t='b'><v>1</v></c>", "<c r='@' t='b'><v>1</v></c>"],
            ["990102", "#0", "<c r='@' t='e'><v>#N/A</v></c>"])), null,
            "990101/centre=1 990102/centre=0 /C2!ImportCellMalformed /C3!ImportCellMalformed"),
        ("formulas", Of(Rows(
            Columns, ["990101", "<c r='@'><f>1+1</f><v>2</v></c>", "#97"],
            ["990102", "#5", "<c r='@' t='str'><f>\"9\"</f><v>9</v></c>"], ["990103", "<c r='@'><f/></c>", "#1"])), null,
            "990101/survey=97 990102/cases=5 990103/survey=1 /B2!ImportFormula /C3!ImportFormula /B4!ImportFormula"),
        ("text that looks like a formula", Of(Rows(
            ["code", "indicator", "value", "evidence"], ["990101", "cases", "#5", "=1+1"])), null, "990101/cases=5(=1+1)"),
        ("merged cells", Of(
            Rows(Columns, ["990101", "#5", "#97"]), null,
            "<mergeCells count='2'><mergeCell ref='B2:C2'/><mergeCell ref='A5:A9'/></mergeCells>"), null,
            "990101/cases=5 990101/survey=97 /B2!ImportMergedCells /A5!ImportMergedCells"),
        ("another sheet with values", OfSheets(
            ("一", "", Rows(Columns, ["990101", "#5", ""])), ("二", "", Rows(["x"]))), null, "!ImportUnreadable"),
        ("a hidden sheet with values", OfSheets(
            ("一", "state='hidden'", Rows(["x"])), ("二", "", Rows(Columns, ["990101", "#5", ""])), ("三", "", "")), null,
            "990101/cases=5"),
        ("no sheet with values", OfSheets(("一", "", "<row/>"), ("二", "state='veryHidden'", Rows(["x"]))), null,
            "!ImportHoldsNoFigure"),
        ("rows and cells without places", Of(
            "<row><c t='inlineStr'><is><t>code</t></is></c><c t='inlineStr'><is><t>cases</t></is></c></row>"
            + "<row r='9'><c><v>990101</v></c><c r='B9'><v>x</v></c></row>"), null, "/B9!ImportCellMalformed"),
        ("a value far away", Of(Rows(["code", "cases"], ["990101", "#5", "<c r='XFD2'><v>1</v></c>"])), null,
            "990101/cases=5 /XFD2!ImportCellMalformed"),
        ("cells out of order", Of("<row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>"), null, "/A1!ImportUnreadable"),
        ("rows out of order", Of("<row r='2'/><row r='1'><c r='A1'><v>1</v></c></row>"), null, "!ImportUnreadable"),
        ("a row beyond the last", Of("<row r='1048577'><c><v>1</v></c></row>"), null, "!ImportUnreadable"),
        ("too many rows", Of(string.Concat(Enumerable.Repeat("<row/>", 50)) + "<row><c><v>1</v></c></row>"), null,
            "/A51!ImportTooLarge"),
        ("too many cells", Of($"<row>{string.Concat(Enumerable.Repeat("<c/>", 501))}<c><v>1</v></c></row>"), null,
            "/A1!ImportTooLarge"),
        ("too long a string", Of(
            Rows(["code", "cases"], ["<c r='@' t='s'><v>0</v></c>", "#5"]), Strings($"<t>{new string('x', 5000)}</t>")), null,
            "/A2!ImportTooLarge /A2!ImportRegionUnknown"),
    ];

    private static (string, byte[], string?, string)[] Broken() =>
    [
        ("a zip of something else", Zip([("readme.txt", "hello")]), null, "!ImportUnreadable"),
        ("half a zip", Of(Rows(Columns, ["990101", "#5", ""]))[..600], null, "!ImportUnreadable"),
        ("no zip at all", Utf8("code,cases\n990101,5\n"), Award.Api.Tables.TableFiles.XlsxType, "!ImportUnreadable"),
        ("an old XLS", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], null, "!ImportUnreadable"),
        ("XML that does not end", Of("<row><c><v>1</v>"), null, "!ImportUnreadable"),
        ("a shared string that is not there", Of(Rows(["<c r='@' t='s'><v>7</v></c>"]), Strings("<t>x</t>")), null,
            "!ImportUnreadable"),
        ("entities", Zip(Parts([("Sheet1", "",
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + Sheet("<row><c><v>&b;</v></c></row>"))], null)),
            null, "!ImportUnreadable"),
        ("a CSV named XLSX of Windows", Utf8(Head + "990101,5,\n"), "application/vnd.ms-excel", "990101/cases=5"),
        ("an XLSX named CSV", Of(Rows(Columns, ["990101", "#5", ""])), "text/csv", "990101/cases=5"),
    ];

    private static (string, byte[], string?, string) Text(string name, string text, string said) =>
        (name, Utf8(text), null, said);

    private static byte[] Chinese(string text) =>
        CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(text);
}
