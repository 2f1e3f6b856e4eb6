using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Award.Cli.Tables;
using Award.Ledger.Status;
using Command = System.CommandLine.Command;

namespace Award.Cli.Stores;

/// <summary><c>award status</c>: what a store holds, how large it is, and how far each year is.</summary>
internal static class StatusCommand
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    public static Command Create(Terminal terminal)
    {
        var place = new Argument<string>("PATH") { Description = "A data folder, a ledger's file or backup, or a connection string" };
        var format = Options.Choice("--format", "How it is written", "text", "json");
        var language = Options.Language();
        var command = new Command(
            "status", "Shows what a record holds: store, size, provinces, years and their stages. 查看账本状态。")
        {
            place,
            format,
            language,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(place)!;
            var status = StorePlace.Reading(path, () => StatusReader.Read(path));
            terminal.Output.Write(parsed.GetValue(format) == "json"
                ? JsonText.Of(json => JsonSerializer.Serialize(json, new StatusFile(StorePlace.NameOf(path), status), Names))
                : Text(StorePlace.NameOf(path), status, parsed.GetValue(language) == "zh"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Text(string name, RecordStatus status, bool zh)
    {
        var text = new StringBuilder();
        void Line(string label, string value) => text.Append(label).Append(": ").Append(value).Append('\n');
        Line(zh ? "账本" : "record", name);
        Line(zh ? "存储" : "store", $"{status.Software}, {(zh ? "结构版本" : "schema")} {status.Schema}");
        Line(zh ? "大小" : "size", Size(status.Bytes));
        Line(
            zh ? "剩余空间" : "free",
            status.FreeBytes is { } free ? Size(free)
            : zh ? "由数据库服务器决定" : "on the server's disk, which is asked there");
        Line(zh ? "条目" : "entries", Number(status.Entries));
        Line(zh ? "命令" : "commands", Number(status.Commands));
        Line(zh ? "已公布文件" : "published documents", Number(status.Documents));
        Line(zh ? "最后条目" : "last entry", status.LastAt is { } at ? Instant(at) : zh ? "无" : "none");
        foreach (var province in status.Provinces)
        {
            text.Append('\n');
            Line(zh ? "省" : "province", province.Province);
            Line(zh ? "  条目" : "  entries", $"{Number(province.Entries)}, {Instant(province.LastAt)}");
            foreach (var stage in province.Years.GroupBy(year => year.Stage))
            {
                Line($"  {Stage(stage.Key, zh)}", string.Join(' ', stage.Select(year => Number(year.Year))));
            }
        }

        return text.ToString();
    }

    private static string Stage(string stage, bool zh) => !zh ? stage : stage switch
    {
        "draft" => "草案",
        "collecting" => "填报",
        "review" => "审核",
        "notice" => "公示",
        "published" => "公布",
        _ => stage,
    };

    private static string Size(long bytes)
    {
        var (value, unit) = ((decimal)bytes, 0);
        while (value >= 1024 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value, unit == 0 ? 0 : 1)} {Units[unit]}");
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <param name="Record">Without name and password.</param>
    private sealed record StatusFile(string Record, RecordStatus Status);
}
