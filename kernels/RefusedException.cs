namespace SurrogateEngine;

/// <summary>
/// The user's input can't be used. The message is one sentence that names the file, the place, what is wrong and what to do;
/// the command line prints it alone and exits with 1. It is the only exception of its kind, from the kernels to the verbs.
/// </summary>
/// <param name="sentence">The sentence.</param>
/// <param name="cause">What a library said; null if none did.</param>
public sealed class RefusedException(string sentence, Exception? cause = null) : Exception(sentence, cause);
