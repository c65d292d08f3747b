namespace SurrogateEngine.Trainers;

/// <summary>
/// A module whose own buffers all follow from what it was made with, and so are not saved with the weights. They are registered as
/// not persistent too, but the tensor library forgets that where a module moves to another device.
/// </summary>
interface IDerivesBuffers;
