"""What figures of more than one article share: photographs, scenes, small networks, convolution, pooling."""
