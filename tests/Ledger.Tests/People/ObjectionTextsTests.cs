using System.Text;
using Award.Ledger.People;
using Award.Rules.Record;

namespace Ledger.Tests.People;

/// <summary>What people say in objections: kept once, shown to be what was said, and gone when it is erased.</summary>
public sealed class ObjectionTextsTests : IDisposable
{
    private static readonly Person Ann = new("ann");
    private static readonly ObjectionText Text = new("the survey left out Xinchang", "page 4", "13800000000");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-people-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_text_is_found_by_its_digest_and_by_nothing_else()
    {
        var texts = new ObjectionTexts(_folder.FullName);
        var (digest, isNew) = texts.Keep(Ann, "k", Text);

        Assert.True(isNew);
        Assert.Equal(Text, texts.Find(digest));
        Assert.Equal(Text, new ObjectionTexts(_folder.FullName).Find(digest));
        Assert.Null(texts.Find(new string('0', 64)));
    }

    [Fact]
    public void The_same_person_and_key_keep_what_they_brought_first()
    {
        var texts = new ObjectionTexts(_folder.FullName);
        var first = texts.Keep(Ann, "k", Text);
        var again = texts.Keep(Ann, "k", Text with { Text = "something else" });

        Assert.Equal((first.Digest, false), again);
        Assert.Equal(Text, texts.Find(first.Digest));
    }

    [Fact]
    public void The_same_text_twice_has_two_digests_for_each_has_a_salt_of_its_own()
    {
        var texts = new ObjectionTexts(_folder.FullName);

        Assert.NotEqual(texts.Keep(Ann, "k", Text).Digest, texts.Keep(Ann, "l", Text).Digest);
    }

    [Fact]
    public void Erased_it_is_gone_from_every_file_of_the_folder()
    {
        var texts = new ObjectionTexts(_folder.FullName);
        var (digest, _) = texts.Keep(Ann, "k", Text);
        Assert.Contains(Text.Text, Everything(), StringComparison.Ordinal);

        Assert.True(texts.Erase(digest));
        Assert.Null(texts.Find(digest));
        Assert.False(texts.Erase(digest));
        Assert.DoesNotContain(Text.Text, Everything(), StringComparison.Ordinal);
        Assert.DoesNotContain(Text.Contact!, Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_contact_is_one_opaque_person_here_and_another_elsewhere()
    {
        var texts = new ObjectionTexts(_folder.FullName);
        var person = texts.PersonOf("13800000000");

        Assert.Equal(person, new ObjectionTexts(_folder.FullName).PersonOf(" 13800000000 "));
        Assert.NotEqual(person, texts.PersonOf("13800000001"));
        var elsewhere = Directory.CreateTempSubdirectory("award-people-");
        try
        {
            Assert.NotEqual(person, new ObjectionTexts(elsewhere.FullName).PersonOf("13800000000"));
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    private string Everything() => string.Concat(_folder.GetFiles().Select(Read));

    private static string Read(FileInfo file)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Encoding.Latin1.GetString(bytes.ToArray());
    }
}
