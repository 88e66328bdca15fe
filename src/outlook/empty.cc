// placeholder so that the library exists while the stage is being written
namespace parley {}
