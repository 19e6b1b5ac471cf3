"""Values on the wire between candidate and examiner: exact types, raw buffers, caps, no pickle.

A value becomes a *node*: a scalar msgpack holds by itself, or a list whose first element is a tag of `Tag`. Arrays
leave their bytes in a list of buffers that travel beside the header. The decoder builds the exact types of this package
and nothing else, so no code of a student's runs in the examiner.
"""

from coursekit.grading.wire.codec import Encoder, Opaque, Tag, WireError
from coursekit.grading.wire.decoder import Decoder
from coursekit.grading.wire.framing import Channel, PeerGone

__all__ = ["Channel", "Decoder", "Encoder", "Opaque", "PeerGone", "Tag", "WireError"]
