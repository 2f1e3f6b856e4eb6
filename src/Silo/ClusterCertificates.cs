using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace Award.Silo;

/// <summary>
/// How the members of a cluster prove to each other that they are: each shows a certificate of one authority, on every
/// connection and at both ends. Names are not looked at: whom the authority of a cluster has signed is a member of it.
/// </summary>
public sealed class ClusterCertificates
{
    private readonly X509Certificate2 _own;
    private readonly X509Certificate2Collection _authority = [];

    private ClusterCertificates(X509Certificate2 own) => _own = own;

    /// <param name="own">A file in PEM with this member's certificate and its key.</param>
    /// <param name="authority">A file in PEM with the certificate of the authority, or several while one is replaced.</param>
    /// <exception cref="IOException">A file cannot be read, or holds no such thing; the message names it.</exception>
    public static ClusterCertificates Read(string own, string authority)
    {
        var read = new ClusterCertificates(Try(own, () => X509Certificate2.CreateFromPemFile(own)));
        Try(authority, () =>
        {
            read._authority.ImportFromPemFile(authority);
            return read._authority is [] ? throw new CryptographicException("it holds no certificate") : read;
        });
        return read.Trusts(read._own)
            ? read
            : throw new IOException($"{own} is no certificate of {authority} that is good now");
    }

    internal void Secure(ISiloBuilder silo) => silo.UseTls(_own, Require);

    internal void Secure(IClientBuilder client) => client.UseTls(_own, Require);

    private void Require(TlsOptions tls)
    {
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (certificate, _, _) => certificate is not null && Trusts(certificate);
        tls.OnAuthenticateAsClient = (_, client) => client.TargetHost = "award";
    }

    private bool Trusts(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static T Try<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{file}: {fault.Message}", fault);
        }
    }
}
