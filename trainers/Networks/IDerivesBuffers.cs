namespace SurrogateEngine.Trainers;

/// <summary>
/// A module whose own buffers all follow from what it was made with, and so are not saved with the weights. To TorchSharp they are
/// ordinary buffers: 0.107 neither moves nor disposes of buffers that are registered as not persistent.
/// </summary>
interface IDerivesBuffers;
