"""What stands for Colab's own module, which is on no index in the version that Colab runs."""
