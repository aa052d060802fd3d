using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;

namespace Headroom.Server.Http;

/// <summary>
/// How the resources say what they offer: a path, a line of description, the inputs, and a function. Reading and writing each follow one
/// way (<see cref="Reading"/>, <see cref="Writing"/>), so that errors, keys, entity tags and limits are the same everywhere.
/// </summary>
sealed class Routes(IEndpointRouteBuilder site, Desk desk)
{
    /// <summary>An operation without a body takes the "{}" that many programs send all the same.</summary>
    const int NothingMuch = 64;

    /// <summary>Something to see of the book. An earlier book is read with <c>?position=</c>.</summary>
    public void Get(string path, string summary, Func<Asked, Answer> view, params Parameter[] parameters)
    {
        var operation = new Operation(summary, [.. parameters, Parameter.Position, .. Tabular.Parameters], [], []);
        Map("GET", path, operation, http => new Reading(desk, view) { HasTables = true }.Answer(http));
    }

    /// <summary>Something to see of the book in a format of other programs.</summary>
    public void GetText(string path, string type, string summary, Func<Asked, Answer> view, params Parameter[] parameters)
    {
        var operation = new Operation(summary, [.. parameters, Parameter.Position], [], []) { Answers = type };
        Map("GET", path, operation, http => new Reading(desk, view).Answer(http));
    }

    /// <summary>A document for people, as HTML and as PDF: the path ended by .html and by .pdf. A fault in the request is noted and null given.</summary>
    public void GetPaper(string path, string summary, Func<Asked, Paper?> view, params Parameter[] parameters)
    {
        foreach (var isPdf in new[] { false, true })
        {
            var operation = new Operation($"{summary}, as {(isPdf ? "PDF" : "HTML")}", [.. parameters, Paper.Size, Parameter.Position], [], [])
            { Answers = isPdf ? Paper.Pdf : Paper.Html };
            Map("GET", path + (isPdf ? ".pdf" : ".html"), operation, http => new Reading(desk, asked => Paper.Of(asked, view, isPdf)).Answer(http));
        }
    }

    /// <summary>
    /// Something to see of the book that is a document for people too: under one address as the Accept header prefers, the document also under those of <see cref="GetPaper"/>.
    /// </summary>
    public void GetForms(string path, string summary, Func<Asked, Answer> view, string paperSummary, Func<Asked, Paper?> paper, params Parameter[] parameters)
    {
        var operation = new Operation(summary, [.. parameters, Paper.Size, Parameter.Position, .. Tabular.Parameters], [], []) { IsPaperToo = true };
        Map("GET", path, operation, http => Forms.Preferred(http.Request) switch
        {
            null => Task.FromResult(Forms.NotAcceptable(http.Request)),
            Paper.Html => new Reading(desk, asked => Paper.Of(asked, paper, isPdf: false)) { HasForms = true }.Answer(http),
            Paper.Pdf => new Reading(desk, asked => Paper.Of(asked, paper, isPdf: true)) { HasForms = true }.Answer(http),
            _ => new Reading(desk, view) { HasTables = true }.Answer(http),
        });
        GetPaper(path, paperSummary, paper, parameters);
    }

    /// <summary>Something to see of the journal itself, which is there before the book is opened and knows no other position than its own.</summary>
    public void GetJournal(string path, string summary, Func<Asked, Answer> view, params Parameter[] parameters)
    {
        var operation = new Operation(summary, [.. parameters, .. Tabular.Parameters], [], []);
        Map("GET", path, operation, http => new Reading(desk, view) { OfJournal = true, HasTables = true }.Answer(http));
    }

    /// <summary>Something to see of the world beside the book, which may be another at the next moment: it has no entity tag and knows no earlier position.</summary>
    public void GetLive(string path, string summary, Func<Asked, Answer> view, params Parameter[] parameters)
    {
        var operation = new Operation(summary, [.. parameters, .. Tabular.Parameters], [], []);
        Map("GET", path, operation, http => new Reading(desk, view) { OfDocument = true, HasTables = true }.Answer(http));
    }

    /// <summary>Something that follows from a document alone; nothing is written.</summary>
    public void PostView(string path, string summary, Func<Asked, Node, Answer> view, ImmutableArray<Parameter> fields, params Parameter[] parameters)
    {
        var operation = new Operation(summary, [.. parameters, .. Tabular.Parameters], Operation.Documents, fields);
        Map("POST", path, operation, async http =>
        {
            var body = await Writing.Body(http.Request, operation);
            if (body.Refusal is { } refusal) return refusal;
            return Bodies.Document(body.Bytes, body.MediaType).TryGet(out var node, out var fault)
                ? await new Reading(desk, asked => view(asked, node)) { OfDocument = true, HasTables = true }.Answer(http) : Problem.Of(fault);
        });
    }

    /// <summary>A report on the bytes of a body, some of which may be said to the book while it is made.</summary>
    public void PostReport(string path, Operation operation, Func<Asked, Body, Speaker, Answer> view) => Map("POST", path, operation, async http =>
    {
        var body = await Writing.Body(http.Request, operation);
        return body.Refusal ?? await new Reading(desk, asked => view(asked, body, Speaker.Of(http.Request, body, asked.Input.Faults)))
        { OfDocument = true, HasTables = true }.Answer(http);
    });

    /// <summary>Something to say to the book, from the fields of a document.</summary>
    public void Post(string path, string summary, Func<Asked, Fields, Command?> say, ImmutableArray<Parameter> fields, params Parameter[] parameters) =>
        PostNode(path, summary, (asked, node) =>
        {
            var read = Fields.Of(node, asked.Input.Faults);
            var command = say(asked, read);
            read.Done();
            return command;
        }, fields, parameters);

    /// <summary>Something to say to the book, from a whole document.</summary>
    public void PostNode(string path, string summary, Func<Asked, Node, Command?> say, ImmutableArray<Parameter> fields, params Parameter[] parameters) =>
        Post(path, new Operation(summary, [.. parameters], Operation.Documents, fields) { Writes = true }, (asked, body) =>
        {
            if (Bodies.Document(body.Bytes, body.MediaType).TryGet(out var node, out var fault)) return say(asked, node) is { } command ? [command] : [];
            asked.Input.Faults.Add(fault);
            return [];
        });

    /// <summary>Something to say to the book that needs no words beyond its path.</summary>
    public void PostEmpty(string path, string summary, Func<Asked, Command> say, params Parameter[] parameters) =>
        Post(path, new Operation(summary, [.. parameters], [], []) { Writes = true, MostBytes = NothingMuch }, (asked, _) => [say(asked)]);

    /// <summary>Something to say to the book, from the bytes of a body; it may come to several commands, which are said in order.</summary>
    public void Post(string path, Operation operation, Func<Asked, Body, IReadOnlyList<Command>> say) =>
        Map("POST", path, operation, http => new Writing(desk, operation, say).Answer(http));

    void Map(string method, string path, Operation operation, Func<HttpContext, Task<Reply>> answer) =>
        site.MapMethods(path, [method], async (HttpContext http) => (IResult)await answer(http)).WithMetadata(operation).WithSummary(operation.Summary)
            .WithTags(path.Split('/')[2]);
}
