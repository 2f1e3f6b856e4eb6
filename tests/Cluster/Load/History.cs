using System.Text;
using System.Text.Json;

namespace Cluster.Tests.Load;

/// <summary>
/// What was meant, what was answered, and what is still unknown. Every intent is on disk before it is sent for the first time:
/// append, then fsync; answers follow it there.
/// </summary>
public sealed class History : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly Dictionary<string, Case> _cases = [];
    private readonly List<string> _contradictions = [];
    private readonly List<string> _unexpected = [];

    public History(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    public string Path => _file.Name;

    /// <summary>Answers to one write that cannot all be right: two receipts, a receipt and a refusal.</summary>
    public IReadOnlyList<string> Contradictions
    {
        get
        {
            lock (_lock)
            {
                return [.. _contradictions];
            }
        }
    }

    /// <summary>Answers that no client should ever see, whatever goes wrong behind the API.</summary>
    public IReadOnlyList<string> Unexpected
    {
        get
        {
            lock (_lock)
            {
                return [.. _unexpected];
            }
        }
    }

    /// <summary>Every write with what is known of it now.</summary>
    public IReadOnlyList<Recorded> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _cases.Values.Select(c => new Recorded(c.Intent, c.Outcome, c.Body))];
            }
        }
    }

    public IReadOnlyList<Intent> Open
    {
        get
        {
            lock (_lock)
            {
                return [.. _cases.Values.Where(c => c.Outcome == Outcome.Unknown).Select(c => c.Intent)];
            }
        }
    }

    public int CountOk
    {
        get
        {
            lock (_lock)
            {
                return _cases.Values.Count(c => c.Outcome == Outcome.Ok);
            }
        }
    }

    /// <summary>Puts the intent on disk. Only then may it be sent.</summary>
    public void Begin(Intent intent)
    {
        lock (_lock)
        {
            _cases.Add(intent.Key, new Case(intent));
            WriteLine(new
            {
                intent.Key, intent.Period, by = intent.By.Name, method = intent.Method.Method, intent.Path, intent.Body, intent.IfMatch,
            });
            _file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Takes in an answer; a verdict stays a verdict.</summary>
    public void Note(Intent intent, string member, Answer answer)
    {
        lock (_lock)
        {
            var known = _cases[intent.Key];
            WriteLine(new { intent.Key, member, answer.Status, answer.Body });
            if (answer.IsUnexpected)
            {
                _unexpected.Add($"{member} {intent.Method} {intent.Path} {intent.Key}: {answer}");
            }

            if (answer.Outcome == Outcome.Unknown)
            {
                return;
            }

            if (known.Outcome == Outcome.Unknown)
            {
                (known.Outcome, known.Body) = (answer.Outcome, answer.Body);
            }
            else if (known.Outcome != answer.Outcome || (known.Outcome == Outcome.Ok && known.Body != answer.Body))
            {
                _contradictions.Add($"{intent.Key} {intent.Path}: {known.Body} and then, from {member}, {answer}");
            }
        }
    }

    /// <summary>Notes something that contradicts a promise on its face.</summary>
    public void Contradict(string what)
    {
        lock (_lock)
        {
            _contradictions.Add(what);
        }
    }

    public void Dispose() => _file.Dispose();

    private void WriteLine<T>(T line)
    {
        _file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line)));
        _file.WriteByte((byte)'\n');
    }

    private sealed class Case(Intent intent)
    {
        public Intent Intent => intent;

        public Outcome Outcome { get; set; }

        public string Body { get; set; } = "";
    }
}

/// <param name="Body">The receipt or the refusal; empty while the outcome is unknown.</param>
public sealed record Recorded(Intent Intent, Outcome Outcome, string Body);
