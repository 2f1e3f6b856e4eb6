using System.Text;
using Award.Api.Answers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Award.Api.Hosting;

/// <summary>
/// The OpenAPI document as bytes, made at the first request and kept: it is the same for everybody, and to make it takes a
/// processor a quarter of a second.
/// </summary>
internal sealed class ReferenceDocument([FromKeyedServices(ReferenceDocument.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v1";

    private readonly Lazy<Task<Answer>> _answer = new(() => MakeAsync(provider));

    public Task<Answer> Answer => _answer.Value;

    private static async Task<Answer> MakeAsync(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync();
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
        return new Answer(Encoding.UTF8.GetBytes(json), "application/json; charset=utf-8");
    }
}
