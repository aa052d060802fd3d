using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Headroom.Server.Http;

/// <summary>
/// The API's description as OpenAPI 3.1: what the routes say of themselves, written into the document that the framework makes of them.
/// </summary>
static class Description
{
    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Headroom",
                Version = "v1",
                Description = "Sell the capacity that your own products leave unused, and account for it. Facts are said once; every view is computed from them.",
                License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().FirstOrDefault() is { } said)
                Describe(operation, said, context.Description.RelativePath ?? "");
            return Task.CompletedTask;
        });
    });

    public static void Map(IEndpointRouteBuilder site) => site.MapOpenApi("/openapi/{documentName}.json");

    static void Describe(OpenApiOperation operation, Operation said, string path)
    {
        operation.Summary = said.Summary;
        operation.Parameters = [.. said.Parameters.Select(parameter => Parameter(parameter,
            path.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal) ? ParameterLocation.Path : ParameterLocation.Query))];
        if (said.Writes)
        {
            operation.Parameters.Add(
                Parameter(new(Inputs.KeyHeader, "string", "1 to 200 printable characters; the same request under the same key is carried out once."), ParameterLocation.Header));
            operation.Parameters.Add(Parameter(new(Inputs.ActorHeader, "string", "Opaque id of who says this. Default: api."), ParameterLocation.Header));
            operation.Parameters.Add(Parameter(new(Inputs.WhyHeader, "string", "The reason, kept with what is said: 1 to 500 characters."), ParameterLocation.Header));
        }
        if (said.MediaTypes.Length > 0)
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = said.MediaTypes.ToDictionary(type => type, type => Content(Schema(said, type))) };
        operation.Responses = new OpenApiResponses
        {
            [said.Writes && !said.HasTables ? "201"
                : "200"] = new OpenApiResponse
                {
                    Description = said.Writes && !said.HasTables ? "It was said; these are the facts." : "What was asked for.",
                    Content = Typed(said.IsPaperToo ? Forms.Offered : said.HasTables ? [said.Answers, Tabular.Csv] : [said.Answers])
                },
            ["default"] = new OpenApiResponse
            {
                Description = "It was refused, and nothing was written: type, status, detail, field and the numbers that prove it.",
                Content = Typed(["application/problem+json"])
            },
        };
        if (!said.Writes && said.MediaTypes.Length == 0) operation.Responses["304"] = new OpenApiResponse { Description = "The book stands where the entity tag says." };
    }

    static OpenApiParameter Parameter(Parameter parameter, ParameterLocation location) => new()
    {
        Name = parameter.Name,
        In = location,
        Description = parameter.Says,
        Required = parameter.Required || location == ParameterLocation.Path,
        Schema = Schema(parameter.Type),
    };

    static OpenApiSchema Schema(Operation said, string mediaType) => !Operation.Documents.Contains(mediaType)
        ? new OpenApiSchema { Type = JsonSchemaType.String, Description = said.Holds }
        : new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalPropertiesAllowed = false,
            Properties = said.Fields.ToDictionary(field => field.Name, field => (IOpenApiSchema)Described(Schema(field.Type), field.Says)),
            Required = said.Fields.Where(field => field.Required).Select(field => field.Name).ToHashSet(),
        };

    static OpenApiSchema Schema(string type) => new()
    {
        Type = type switch
        {
            "integer" => JsonSchemaType.Integer,
            "number" => JsonSchemaType.Number,
            "boolean" => JsonSchemaType.Boolean,
            "object" => JsonSchemaType.Object,
            "array" => JsonSchemaType.Array,
            _ => JsonSchemaType.String,
        },
    };

    static OpenApiSchema Described(OpenApiSchema schema, string says)
    {
        schema.Description = says;
        return schema;
    }

    static OpenApiMediaType Content(OpenApiSchema schema) => new() { Schema = schema };

    static Dictionary<string, OpenApiMediaType> Typed(IEnumerable<string> types) =>
        types.ToDictionary(type => type, type => Content(Schema(type.StartsWith("text/", StringComparison.Ordinal) ? "string" : "object")));
}
