using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Support;

namespace Cluster.Tests.Hosting;

/// <summary>An authority that signs the members of a cluster, as files in PEM in a folder of its own.</summary>
internal sealed class Authority : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-authority-");
    private readonly X509Certificate2 _root;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Authority(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(30));
        File.WriteAllText(Root, _root.ExportCertificatePem());
    }

    /// <summary>The file with its own certificate.</summary>
    public string Root => Path.Combine(_folder.FullName, "authority.pem");

    private static DateTimeOffset Now => RealClock.Instance.GetUtcNow();

    /// <summary>A file with the certificate and key of a member that it signs.</summary>
    public string Sign(string member)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={member}", key, HashAlgorithmName.SHA256);
        using var signed = request.Create(_root, Now.AddDays(-1), Now.AddDays(20), RandomNumberGenerator.GetBytes(8));
        var file = Path.Combine(_folder.FullName, $"{member}.pem");
        File.WriteAllText(file, $"{signed.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return file;
    }

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
        _folder.Delete(recursive: true);
    }
}
