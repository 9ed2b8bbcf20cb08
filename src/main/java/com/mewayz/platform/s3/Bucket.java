package com.mewayz.platform.s3;

/**
 * Where files go, and who we are there.
 *
 * @param endpoint scheme, host and port of the store; a bucket is the first part of the path there
 * @param region as the store calls it; many that have none take us-east-1
 * @param prefix put before each name, with a slash of its own if it is a folder; may be empty
 */
public record Bucket(String endpoint, String region, String name, String prefix, String accessKey, String secretKey) {
    @Override
    public String toString() {
        return "bucket " + name; // never the keys
    }
}
