/** Files in a bucket of a store that speaks the S3 protocol: written in parts, signed with AWS Signature Version 4. */
@NullMarked
package com.mewayz.platform.s3;

import org.jspecify.annotations.NullMarked;
