namespace SurrogateEngine;

/// <summary>
/// The user's input can't be used. The message is one sentence that names the file, the place, what is wrong and what to do;
/// the command line prints it alone and exits with 1.
/// </summary>
public sealed class RefusedException : Exception
{
    /// <summary>Refuses with <paramref name="sentence"/>.</summary>
    public RefusedException(string sentence)
        : base(sentence)
    {
    }

    /// <summary>Refuses with <paramref name="sentence"/>, keeping what a library said.</summary>
    public RefusedException(string sentence, Exception cause)
        : base(sentence, cause)
    {
    }
}
