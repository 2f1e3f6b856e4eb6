using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// Turns YAML events into items. It reads the events itself, without recursion, so that depth, size and
/// aliases are refused before anything grows, and every key and value keeps its line.
/// </summary>
internal sealed class YamlReader
{
    public const int MaxCharacters = 1_000_000;

    /// <summary>Deeper than any sensible rulebook: a group within a group takes two levels.</summary>
    public const int MaxDepth = 64;

    public const int MaxItems = 20_000;

    /// <summary>Keys become paths, which every item below repeats.</summary>
    public const int MaxKeyCharacters = 100;

    private readonly ProblemList _problems;
    private readonly Stack<Open> _open = new();
    private YamlItem? _root;
    private int _count;

    private YamlReader(ProblemList problems) => _problems = problems;

    /// <summary>The text's one mapping, or null with the problems that kept it from being read.</summary>
    public static YamlMap? Read(string text, ProblemList problems)
    {
        if (!Screen(text, problems)) return null;
        var reader = new YamlReader(problems);
        if (!reader.Consume(new Parser(new StringReader(text)), LastLine(text))) return null;

        if (reader._root is YamlMap map) return map;
        problems.Add(
            RefusalCode.RulebookUnreadable,
            "", reader._root?.Line ?? 1,
            "a rulebook is a mapping: lines of 'key: value'");
        return null;
    }

    // What can be told before YAML is parsed at all.
    private static bool Screen(string text, ProblemList problems)
    {
        if (text.Length > MaxCharacters)
        {
            var most = MaxCharacters.ToString("N0", CultureInfo.InvariantCulture);
            return Unreadable(1, $"the text is longer than {most} characters");
        }

        if (string.IsNullOrWhiteSpace(text)) return Unreadable(1, "the text is empty");

        var line = 1;
        var indent = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\t' && indent) return Unreadable(line, "a tab in the indentation; indent with spaces");
            if (char.IsControl(c) && c is not ('\n' or '\t'))
            {
                return Unreadable(line, $"the control character U+{(int)c:X4}");
            }

            if (char.IsSurrogate(c) && !IsPaired(text, i))
                return Unreadable(line, $"half a character, U+{(int)c:X4}");
            if (c == '\n') line++;
            indent = c == '\n' || (indent && c == ' ');
        }

        return true;

        bool Unreadable(int at, string message)
        {
            problems.Add(RefusalCode.RulebookUnreadable, "", at, message);
            return false;
        }
    }

    private static bool IsPaired(string text, int i) => char.IsHighSurrogate(text[i])
        ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
        : i > 0 && char.IsHighSurrogate(text[i - 1]);

    private bool Consume(Parser parser, int lastLine)
    {
        while (Advance(parser, lastLine))
        {
            var line = (int)parser.Current!.Start.Line;
            var fatal = parser.Current switch
            {
                StreamEnd => null,
                AnchorAlias => "an alias (*); write the value out",
                DocumentStart when _root is not null => "a second document (---); a rulebook is one",
                _ when ++_count > MaxItems => $"more than {MaxItems} items",
                _ => Take(parser.Current, line),
            };
            if (fatal is not null) return Stop(line, fatal);
            if (parser.Current is StreamEnd) return true;
        }

        return false;
    }

    private bool Advance(Parser parser, int lastLine)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (YamlException error)
        {
            var line = Math.Min((int)error.Start.Line, lastLine);
            return Stop(line, $"this is no YAML: {Lower(error.Message)}");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The scanner gives up on some texts with exceptions of other kinds, such as "en: a\n{b c".
            var line = parser.Current is { } last ? (int)last.End.Line : 1;
            return Stop(Math.Min(line, lastLine), "this is no YAML from here on");
        }
    }

    private bool Stop(int line, string why)
    {
        _problems.Add(RefusalCode.RulebookUnreadable, _open.TryPeek(out var at) ? at.Path : "", line, why);
        return false;
    }

    private static int LastLine(string text) => text.TrimEnd('\n').Count(c => c == '\n') + 1;

    // Returns what makes reading on pointless, or null.
    private string? Take(ParsingEvent happened, int line)
    {
        if (happened is NodeEvent { Anchor.IsEmpty: false })
            return "an anchor (&); write the value out where it is used";
        if (happened is NodeEvent { Tag.IsEmpty: false }) return "a tag (!); quote text instead";
        switch (happened)
        {
            case Scalar { Value.Length: > MaxKeyCharacters } when _open.TryPeek(out var parent) && parent.AwaitsKey:
                return $"a key longer than {MaxKeyCharacters} characters";
            case Scalar scalar when _open.TryPeek(out var parent) && parent.AwaitsKey:
                parent.TakeKey(scalar.Value, line, _problems);
                return null;
            case Scalar scalar:
                Place(new YamlScalar(NextPath(), line, scalar.Value, scalar.Style == ScalarStyle.Plain));
                return null;
            case MappingStart or SequenceStart when _open.TryPeek(out var parent) && parent.AwaitsKey:
                return "a key that is no plain text";
            case MappingStart or SequenceStart when _open.Count == MaxDepth:
                return $"nested deeper than {MaxDepth} levels";
            case MappingStart or SequenceStart:
                _open.Push(new Open(NextPath(), line, happened is MappingStart));
                return null;
            case MappingEnd or SequenceEnd:
                Place(_open.Pop().Close());
                return null;
            default:
                return null;
        }
    }

    private string NextPath() => _open.TryPeek(out var parent) ? parent.NextPath : "";

    private void Place(YamlItem item)
    {
        if (_open.TryPeek(out var parent)) parent.Add(item);
        else _root = item;
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    /// <summary>A mapping or list whose end has not come yet.</summary>
    private sealed class Open(string path, int line, bool isMap)
    {
        private readonly List<YamlEntry> _entries = [];
        private readonly List<YamlItem> _items = [];
        private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
        private string? _key;
        private int _keyLine;
        private bool _repeated;

        public string Path => path;

        public bool AwaitsKey => isMap && _key is null;

        public string NextPath =>
            YamlItem.Pointer(path, isMap ? _key! : _items.Count.ToString(CultureInfo.InvariantCulture));

        public void TakeKey(string key, int at, ProblemList problems)
        {
            _key = key;
            _keyLine = at;
            _repeated = !_lines.TryAdd(key, at);
            if (!_repeated) return;
            problems.Add(
                RefusalCode.RulebookUnreadable,
                NextPath, at,
                $"the key {Spelling.Quote(key)} stands here twice; first on line {_lines[key]}");
        }

        public void Add(YamlItem item)
        {
            if (!isMap) _items.Add(item);
            else if (!_repeated) _entries.Add(new YamlEntry(_key!, _keyLine, item));
            _key = null;
        }

        public YamlItem Close() =>
            isMap ? new YamlMap(path, line, _entries) : new YamlList(path, line, _items);
    }
}
