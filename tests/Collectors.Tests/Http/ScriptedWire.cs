using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace DevRel.Collectors.Tests.Http;

/// <summary>A wire without a socket: each request gets what the script says, at once.</summary>
internal sealed class ScriptedWire(Func<HttpRequestMessage, int, HttpResponseMessage> script) : HttpMessageHandler
{
    private int asked;

    public ConcurrentQueue<HttpRequestMessage> Requests { get; } = new();

    /// <summary>Awaited before each answer, so that a test can hold requests under way.</summary>
    public Func<HttpRequestMessage, Task> Gate { get; set; } = _ => Task.CompletedTask;

    /// <summary>Answers in order, the last one for ever.</summary>
    public static ScriptedWire Of(params Func<HttpResponseMessage>[] answers) =>
        new((_, n) => answers[Math.Min(n, answers.Length - 1)]());

    public static HttpResponseMessage Json(int status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    public static HttpResponseMessage Text(
        int status,
        string type,
        string body,
        params (string Name, string Value)[] headers
    )
    {
        var response = Json(status, body, headers);
        response.Content = new StringContent(body, Encoding.UTF8, type);
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var number = Interlocked.Increment(ref asked) - 1;
        Requests.Enqueue(request);
        await Gate(request).WaitAsync(cancellationToken);
        return script(request, number);
    }
}
