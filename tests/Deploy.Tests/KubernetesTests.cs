using Award.Api.Configuration;
using k8s;
using k8s.Models;

namespace Deploy.Tests;

/// <summary>
/// The manifests as a Kubernetes client reads them, strictly: an unknown or misspelt field is refused. No cluster is asked: whether
/// one would take them is not shown here.
/// </summary>
public sealed class KubernetesTests
{
    private static readonly string Folder = Path.Combine(Deployment.Folder, "kubernetes");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Engines => new() { { "silo.yaml", "Silo" }, { "node.yaml", "Client" } };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_document_is_what_it_says(string file)
    {
        var documents = Load(File.ReadAllText(Path.Combine(Folder, file)));
        Assert.NotEmpty(documents);
        Assert.All(documents, document => Assert.NotNull(((IMetadata<V1ObjectMeta>)document).Metadata.Name));
    }

    [Theory]
    [InlineData("minReadySeconds", "minReadySecond")]
    [InlineData("readinessProbe", "readynessProbe")]
    [InlineData("replicas: 3", "replicas: three")]
    public void A_misspelt_field_would_be_found(string right, string wrong)
    {
        var spoiled = File.ReadAllText(Path.Combine(Folder, "silo.yaml")).Replace(right, wrong, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => Load(spoiled));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_engine_reads_its_settings(string file, string mode)
    {
        var container = Container(file);
        var values = container.Env.ToDictionary(one => one.Name, one => one.Value ?? Sample(one.Name));
        Assert.Equal(mode, values["Award__Mode"]);
        Assert.NotNull(AwardOptions.Read(Settings.Of(values)));
        Assert.Equal(mode == "Client", !values.ContainsKey("ConnectionStrings__Ledger"));
        Assert.DoesNotContain(container.Env, one => one.Value?.Contains("Password", StringComparison.OrdinalIgnoreCase) == true);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void It_is_probed_drained_bound_and_never_all_gone_at_once(string file, string mode)
    {
        var documents = Load(File.ReadAllText(Path.Combine(Folder, file)));
        var deployment = documents.OfType<V1Deployment>().Single();
        var container = Container(file);
        Assert.Equal("/health/ready", container.ReadinessProbe.HttpGet.Path);
        Assert.Equal("/health/live", container.LivenessProbe.HttpGet.Path);
        Assert.NotNull(container.Lifecycle.PreStop);
        Assert.True(deployment.Spec.Template.Spec.SecurityContext.RunAsNonRoot);
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
        Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
        Assert.True(deployment.Spec.Replicas >= 2, mode);
        var budget = documents.OfType<V1PodDisruptionBudget>().Single();
        Assert.Equal(deployment.Spec.Selector.MatchLabels, budget.Spec.Selector.MatchLabels);
        Assert.Equal(deployment.Spec.Selector.MatchLabels, deployment.Spec.Template.Metadata.Labels);
    }

    private static V1Container Container(string file) => Load(File.ReadAllText(Path.Combine(Folder, file)))
        .OfType<V1Deployment>().Single().Spec.Template.Spec.Containers.Single();

    private static List<object> Load(string yaml) => KubernetesYaml.LoadAllFromString(yaml, null, strict: true);

    private static string Sample(string name) => name switch
    {
        "Award__Silo__Address" => "127.0.0.1",
        "Award__Auth__Authority" => "https://issuer.example",
        "Award__Auth__Audience" => "award",
        _ => "Host=database;Database=award;Username=silo",
    };
}
