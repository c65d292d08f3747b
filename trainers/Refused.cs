namespace SurrogateEngine.Trainers;

/// <summary>The caller's input was refused; the message is one sentence for a person: place, what is wrong, what to do.</summary>
public abstract class RefusedException(string sentence, Exception? cause = null) : Exception(sentence, cause);

/// <summary>A training plan has an unknown key or a value that cannot work.</summary>
public sealed class PlanException(string sentence, Exception? cause = null) : RefusedException(sentence, cause);

/// <summary>Curves cannot be trained on, or do not belong to the run or the surrogate they were given to.</summary>
public sealed class CurveSetException(string sentence) : RefusedException(sentence);

/// <summary>A surrogate cannot be written in another format.</summary>
public sealed class ExportException(string sentence) : RefusedException(sentence);

/// <summary>The library that computes with tensors does not load on this machine.</summary>
public sealed class TorchException(string sentence, Exception cause) : RefusedException(sentence, cause);

/// <summary>A surrogate or checkpoint file is damaged, incomplete or newer than this software.</summary>
public sealed class SurrogateFileException(string sentence, Exception? cause = null) : RefusedException(sentence, cause);
